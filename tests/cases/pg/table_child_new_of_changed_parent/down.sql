-- drop foreign key e_i_fkey of e · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.e DROP CONSTRAINT e_i_fkey;

-- drop table d2 · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of d2
DROP TABLE public.d2;

-- drop table d · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of d
DROP TABLE public.d;

-- drop table d3 · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of d3
DROP TABLE public.d3;

-- drop table c2 · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of c2
DROP TABLE public.c2;

-- drop table c · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of c
DROP TABLE public.c;

-- drop the default of p.a; change type of p.a to integer; set the default of p.a · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE integer,
    ALTER COLUMN a SET DEFAULT 5;

-- add column p.gone · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p ADD COLUMN gone text;

-- forbid null in p.n · ACCESS EXCLUSIVE, no rewrite, scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.p WHERE n IS NULL)
ALTER TABLE public.p ALTER COLUMN n SET NOT NULL;

-- drop column p.z · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: p.z in every row
ALTER TABLE public.p DROP COLUMN z;

-- drop table e · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of e
DROP TABLE public.e;
