-- rename label ok to okay · no lock, no rewrite, no scan
ALTER TYPE public.mood RENAME VALUE 'ok' TO 'okay';

-- set the default of t.m · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN m SET DEFAULT 'okay'::public.mood;
