-- drop column t.full_name · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP COLUMN full_name;

-- add column t.full_name · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN full_name text GENERATED ALWAYS AS (first || last) STORED;
