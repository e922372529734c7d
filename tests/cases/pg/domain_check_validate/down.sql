-- drop check c of domain code · no lock, no rewrite, no scan
ALTER DOMAIN public.code DROP CONSTRAINT c;

-- add check c to domain code · SHARE, no rewrite, no scan
ALTER DOMAIN public.code ADD CONSTRAINT c CHECK (VALUE <> ''::text) NOT VALID;
