-- change type of t.id to integer; change type of t.a to integer · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id TYPE integer,
    ALTER COLUMN a TYPE integer;
