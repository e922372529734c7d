-- rename label okay to ok · no lock, no rewrite, no scan
ALTER TYPE public.mood RENAME VALUE 'okay' TO 'ok';

-- set the default of t.m · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN m SET DEFAULT 'ok';
