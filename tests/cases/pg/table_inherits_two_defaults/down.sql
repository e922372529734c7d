-- drop the default of p.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p ALTER COLUMN a DROP DEFAULT;

-- set the default of q.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.q ALTER COLUMN a SET DEFAULT 3;

-- set the default of c.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ALTER COLUMN a SET DEFAULT 3;

-- drop the default of e.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.e ALTER COLUMN a DROP DEFAULT;

-- drop column e.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: e.b in every row
ALTER TABLE public.e DROP COLUMN b;
