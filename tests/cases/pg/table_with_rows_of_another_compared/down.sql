-- drop column p.y · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: p.y in every row
ALTER TABLE public.p DROP COLUMN y;
