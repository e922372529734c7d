-- drop column t.s · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.s in every row
ALTER TABLE public.t DROP COLUMN s;
