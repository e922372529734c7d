-- drop table p · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of p
DROP TABLE public.p;
