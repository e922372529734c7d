-- set the default of domained.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.domained ALTER COLUMN a SET DEFAULT NULL::integer;

-- drop the default of domained.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.domained ALTER COLUMN b DROP DEFAULT;

-- drop the default of p.a; change type of p.a to integer; set the default of p.a · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE integer,
    ALTER COLUMN a SET DEFAULT 5;

-- drop the default of c.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ALTER COLUMN a DROP DEFAULT;

-- set the default of c2.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c2 ALTER COLUMN a SET DEFAULT 7;

-- drop column p.n · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: p.n in every row
ALTER TABLE public.p DROP COLUMN n;

-- drop column c.n · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: c.n in every row
ALTER TABLE public.c DROP COLUMN n;
