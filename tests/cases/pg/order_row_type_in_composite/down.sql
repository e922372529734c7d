-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.b in every row
ALTER TABLE public.t DROP COLUMN b;

-- drop type a · no lock, no rewrite, no scan
DROP TYPE public.a;

-- drop table z · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of z
DROP TABLE public.z;
