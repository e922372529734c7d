-- drop table t · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of t
DROP TABLE public.t;

-- drop domain email · no lock, no rewrite, no scan
DROP DOMAIN public.email;
