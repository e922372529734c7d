-- drop column t.id · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.id in every row
ALTER TABLE public.t DROP COLUMN id;
