-- drop table t · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of t
DROP TABLE public.t;

-- drop type c · no lock, no rewrite, no scan
DROP TYPE public.c;

-- drop domain d · no lock, no rewrite, no scan
DROP DOMAIN public.d;

-- drop enum e · no lock, no rewrite, no scan
DROP TYPE public.e;
