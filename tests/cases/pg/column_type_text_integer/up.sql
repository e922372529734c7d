-- change type of t.a to integer · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE integer USING a::integer;
