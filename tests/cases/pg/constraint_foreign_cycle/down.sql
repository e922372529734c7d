-- drop foreign key c_a_fkey of c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c DROP CONSTRAINT c_a_fkey;

-- drop table a · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of a
DROP TABLE public.a;

-- drop table b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of b
DROP TABLE public.b;

-- drop table c · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of c
DROP TABLE public.c;
