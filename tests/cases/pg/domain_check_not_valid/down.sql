-- drop check c of domain code · no lock, no rewrite, no scan
ALTER DOMAIN public.code DROP CONSTRAINT c;
