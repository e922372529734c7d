-- untie t from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t NOT OF;

-- rename attribute b to k.z · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k RENAME ATTRIBUTE b TO z CASCADE;

-- rename column b to t.z · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME COLUMN b TO z;

-- rename constraint t_b_key to t.t_z_key · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT t_b_key TO t_z_key;

-- rename constraint c1 to t.c2 · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT c1 TO c2;

-- tie t to type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OF public.k;
