-- change type of t.id to integer · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id TYPE integer;
