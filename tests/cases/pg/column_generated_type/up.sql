-- change type of t.b to bigint · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b TYPE bigint;
