-- drop table c · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of c
DROP TABLE public.c;
