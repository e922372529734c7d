-- drop unique t_a_key of t; add unique t_a_key to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT t_a_key,
    ADD CONSTRAINT t_a_key UNIQUE (a) DEFERRABLE;
