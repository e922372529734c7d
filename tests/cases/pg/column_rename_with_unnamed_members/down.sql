-- rename column b to t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME COLUMN b TO a;

-- rename constraint t_b_check to t.t_a_check · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT t_b_check TO t_a_check;

-- rename constraint t_b_fkey to t.t_a_fkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT t_b_fkey TO t_a_fkey;

-- rename constraint t_b_key to t.t_a_key · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT t_b_key TO t_a_key;

-- rename index t_b_idx to t.t_a_idx · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.t_b_idx RENAME TO t_a_idx;
