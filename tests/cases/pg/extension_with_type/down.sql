-- drop column t.email · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.email in every row
ALTER TABLE public.t DROP COLUMN email;

-- remove extension citext · no lock, no rewrite, no scan
DROP EXTENSION citext;
