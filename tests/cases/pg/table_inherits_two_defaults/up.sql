-- set the default of p.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p ALTER COLUMN a SET DEFAULT 1;

-- set the default of q.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.q ALTER COLUMN a SET DEFAULT 2;

-- drop the default of c.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ALTER COLUMN a DROP DEFAULT;

-- set the default of e.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.e ALTER COLUMN a SET DEFAULT 1;

-- add column e.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.e ADD COLUMN b integer;
