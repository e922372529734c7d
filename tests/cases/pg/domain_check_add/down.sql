-- drop check code_check of domain code · no lock, no rewrite, no scan
ALTER DOMAIN public.code DROP CONSTRAINT code_check;
