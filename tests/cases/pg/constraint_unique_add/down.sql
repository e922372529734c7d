-- drop unique t_a_key of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_a_key;
