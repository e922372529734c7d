-- drop column p.y · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: p.y in every row
ALTER TABLE public.p DROP COLUMN y;

-- drop column c.y · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: c.y in every row
ALTER TABLE public.c DROP COLUMN y;

-- add column c.y · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.c ADD COLUMN y integer GENERATED ALWAYS AS (x * 2) STORED;

-- set the statistics target of c.y · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ALTER COLUMN y SET STATISTICS 50;

-- add column p.y · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ADD COLUMN y integer GENERATED ALWAYS AS (x * 2) STORED;
