-- drop index t_a_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_a_idx;

-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.b in every row
ALTER TABLE public.t DROP COLUMN b;
