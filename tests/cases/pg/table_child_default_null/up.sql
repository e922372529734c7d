-- drop the default of domained.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.domained ALTER COLUMN a DROP DEFAULT;

-- set the default of domained.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.domained ALTER COLUMN b SET DEFAULT null;

-- drop the default of p.a; change type of p.a to bigint; set the default of p.a · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE bigint,
    ALTER COLUMN a SET DEFAULT 6;

-- drop the default of c.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ALTER COLUMN a DROP DEFAULT;

-- drop the default of c2.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c2 ALTER COLUMN a DROP DEFAULT;

-- add column c.n · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ADD COLUMN n integer DEFAULT NULL;

-- add column p.n · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p ADD COLUMN n integer DEFAULT 1;
