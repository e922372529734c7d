-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP COLUMN b;

-- add column t.b · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN b integer GENERATED ALWAYS AS (a * 3) STORED;
