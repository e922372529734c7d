-- rename table a to aa · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.a RENAME TO aa;

-- rename constraint a_pkey to aa.aa_pkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.aa RENAME CONSTRAINT a_pkey TO aa_pkey;
