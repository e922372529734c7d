-- rename column a to t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME COLUMN a TO b;

-- rename constraint t_a_key to t.t_b_key · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT t_a_key TO t_b_key;

-- rename constraint t_a_check to t.t_b_check · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT t_a_check TO t_b_check;

-- rename constraint t_a_fkey to t.t_b_fkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT t_a_fkey TO t_b_fkey;

-- rename index t_a_idx to t.t_b_idx · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.t_a_idx RENAME TO t_b_idx;
