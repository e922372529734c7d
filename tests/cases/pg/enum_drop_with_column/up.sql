-- drop column t.m · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.m in every row
ALTER TABLE public.t DROP COLUMN m;

-- drop enum mood · no lock, no rewrite, no scan
DROP TYPE public.mood;
