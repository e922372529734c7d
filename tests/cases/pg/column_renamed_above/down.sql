-- rename attribute z to k.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k RENAME ATTRIBUTE z TO b CASCADE;

-- rename column z to p.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p RENAME COLUMN z TO a;

-- rename constraint c_z_b_key to c.c_a_b_key · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c RENAME CONSTRAINT c_z_b_key TO c_a_b_key;

-- rename index c_z_idx to c.c_a_idx · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.c_z_idx RENAME TO c_a_idx;

-- rename index t_z_idx to t.t_b_idx · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.t_z_idx RENAME TO t_b_idx;

-- set the default of d.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.d ALTER COLUMN a SET DEFAULT 7;
