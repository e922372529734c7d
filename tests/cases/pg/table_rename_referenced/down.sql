-- rename table aa to a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.aa RENAME TO a;

-- rename constraint aa_pkey to a.a_pkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.a RENAME CONSTRAINT aa_pkey TO a_pkey;
