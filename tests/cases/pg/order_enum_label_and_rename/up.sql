-- what follows uses the new labels, so they are committed first
-- schemagen: transaction off

-- add label awful to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'awful' BEFORE 'sad';

-- add label happy to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'happy';

-- schemagen: transaction on

-- rename label okay to ok · no lock, no rewrite, no scan
ALTER TYPE public.mood RENAME VALUE 'okay' TO 'ok';

-- set the default of t.m · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN m SET DEFAULT 'happy';
