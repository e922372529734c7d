-- rename attribute b to k.z · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k RENAME ATTRIBUTE b TO z CASCADE;

-- rename column a to p.z · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p RENAME COLUMN a TO z;

-- rename constraint c_a_b_key to c.c_z_b_key · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c RENAME CONSTRAINT c_a_b_key TO c_z_b_key;

-- rename index c_a_idx to c.c_z_idx · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.c_a_idx RENAME TO c_z_idx;

-- rename index t_b_idx to t.t_z_idx · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.t_b_idx RENAME TO t_z_idx;

-- set the default of d.z · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.d ALTER COLUMN z SET DEFAULT 8;
