-- drop column t.a · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.a in every row
ALTER TABLE public.t DROP COLUMN a;
