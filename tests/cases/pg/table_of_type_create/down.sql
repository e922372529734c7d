-- drop table t · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of t
DROP TABLE public.t;

-- drop type row_type · no lock, no rewrite, no scan
DROP TYPE public.row_type;
