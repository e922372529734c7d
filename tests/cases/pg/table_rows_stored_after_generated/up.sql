-- create type pair · no lock, no rewrite, no scan
CREATE TYPE public.pair AS (
    a public.points,
    b integer
);

-- add column points.y · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.points ADD COLUMN y integer GENERATED ALWAYS AS (x * 2) STORED;

-- add column logs.points · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.logs ADD COLUMN points public.points[];

-- add column logs.pair · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.logs ADD COLUMN pair public.pair;

-- fill logs.pair where it is null · ROW EXCLUSIVE, no rewrite, scan
UPDATE public.logs SET pair = row(null, 1)::pair WHERE pair IS NULL;

-- forbid null in logs.pair · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.logs ALTER COLUMN pair SET NOT NULL;
