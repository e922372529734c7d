-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.b in every row
ALTER TABLE public.t DROP COLUMN b;

-- drop column t.c · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.c in every row
ALTER TABLE public.t DROP COLUMN c;

-- drop column t.d · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.d in every row
ALTER TABLE public.t DROP COLUMN d;

-- drop column t.e · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.e in every row
ALTER TABLE public.t DROP COLUMN e;
