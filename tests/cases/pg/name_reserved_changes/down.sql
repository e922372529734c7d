-- drop index user_order_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.user_order_idx;

-- drop the default of user.order; change type of user.order to integer · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public."user" ALTER COLUMN "order" DROP DEFAULT,
    ALTER COLUMN "order" TYPE integer;

-- drop column user.end · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: user.end in every row
ALTER TABLE public."user" DROP COLUMN "end";

-- allow null in user.order · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public."user" ALTER COLUMN "order" DROP NOT NULL;
