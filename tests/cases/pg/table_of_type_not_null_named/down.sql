-- drop table t · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of t
DROP TABLE public.t;
