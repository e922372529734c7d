-- allow null in domain code · no lock, no rewrite, no scan
ALTER DOMAIN public.code DROP NOT NULL;
