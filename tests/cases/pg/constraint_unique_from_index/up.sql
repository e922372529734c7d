-- drop index t_a_key · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_a_key;

-- add unique t_a_key to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_a_key UNIQUE (a);
