-- drop column points.y · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.points DROP COLUMN y;

-- drop column logs.points · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: logs.points in every row
ALTER TABLE public.logs DROP COLUMN points;

-- drop column logs.pair · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: logs.pair in every row
ALTER TABLE public.logs DROP COLUMN pair;

-- drop type pair · no lock, no rewrite, no scan
DROP TYPE public.pair;
