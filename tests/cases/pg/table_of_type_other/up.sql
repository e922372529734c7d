-- untie t from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t NOT OF;

-- add column t.d · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN d date DEFAULT '2020-01-01';

-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.b in every row
ALTER TABLE public.t DROP COLUMN b;

-- tie t to type k3 · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OF public.k3;
