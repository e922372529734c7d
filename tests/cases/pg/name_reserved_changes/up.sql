-- change type of user.order to bigint; set the default of user.order · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public."user" ALTER COLUMN "order" TYPE bigint,
    ALTER COLUMN "order" SET DEFAULT 1;

-- add column user.end · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public."user" ADD COLUMN "end" integer;

-- forbid null in user.order · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public."user" ALTER COLUMN "order" SET NOT NULL;

-- create index user_order_idx on user · SHARE, no rewrite, scan
CREATE INDEX user_order_idx ON public."user" ("order");
