-- change type of t.id to bigint · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id TYPE bigint;
