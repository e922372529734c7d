-- drop table t · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of t
DROP TABLE public.t;

-- drop table u · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of u
DROP TABLE public.u;

-- drop domain code · no lock, no rewrite, no scan
DROP DOMAIN public.code;

-- drop enum mood · no lock, no rewrite, no scan
DROP TYPE public.mood;

-- drop sequence s · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: the value it has reached
DROP SEQUENCE public.s;
