-- drop column t.a · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.a in every row
ALTER TABLE public.t DROP COLUMN a;

-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.b in every row
ALTER TABLE public.t DROP COLUMN b;

-- drop column t.c · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.c in every row
ALTER TABLE public.t DROP COLUMN c;
