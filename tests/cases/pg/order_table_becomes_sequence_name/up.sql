-- drop table x · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of x
DROP TABLE public.x;

-- create sequence x · no lock, no rewrite, no scan
CREATE SEQUENCE public.x;
