-- change type of t.b to integer · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b TYPE integer;
