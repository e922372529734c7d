-- add column t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN a text;

-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.b in every row
ALTER TABLE public.t DROP COLUMN b;
