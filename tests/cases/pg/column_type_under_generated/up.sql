-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP COLUMN b;

-- change type of t.a to smallint · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE smallint;

-- add column t.b · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN b integer GENERATED ALWAYS AS (a + 1) STORED;
