-- drop column p.x · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: p.x in every row
ALTER TABLE public.p DROP COLUMN x;
