-- untie t from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t NOT OF;

-- rename attribute z to k.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k RENAME ATTRIBUTE z TO b CASCADE;

-- rename column z to t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME COLUMN z TO b;

-- rename constraint c2 to t.c1 · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT c2 TO c1;

-- rename constraint t_z_key to t.t_b_key · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT t_z_key TO t_b_key;

-- tie t to type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OF public.k;
