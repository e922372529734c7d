-- make index t_a_key the unique t_a_key of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD CONSTRAINT t_a_key UNIQUE USING INDEX t_a_key;
