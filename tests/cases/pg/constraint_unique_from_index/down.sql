-- drop unique t_a_key of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_a_key;

-- create index t_a_key on t · SHARE, no rewrite, scan
CREATE UNIQUE INDEX t_a_key ON public.t (a);
