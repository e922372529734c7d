-- drop table u · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of u
DROP TABLE public.u;

-- create index i on t · SHARE, no rewrite, scan
CREATE INDEX i ON public.t (a);
