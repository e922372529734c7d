-- drop column b.n · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: b.n in every row
ALTER TABLE public.b DROP COLUMN n;

-- drop column a.n · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: a.n in every row
ALTER TABLE public.a DROP COLUMN n;
