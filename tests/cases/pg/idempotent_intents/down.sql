-- drop column t.c · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.c in every row
ALTER TABLE public.t DROP COLUMN c;
