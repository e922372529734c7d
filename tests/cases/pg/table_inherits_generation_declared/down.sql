-- drop column p.y · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: p.y in every row
ALTER TABLE public.p DROP COLUMN y;

-- drop column c.y · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: c.y in every row
ALTER TABLE public.c DROP COLUMN IF EXISTS y;

-- add column p.y · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ADD COLUMN y integer GENERATED ALWAYS AS (x * 2) STORED;
