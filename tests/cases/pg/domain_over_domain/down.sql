-- drop domain b · no lock, no rewrite, no scan
DROP DOMAIN public.b;
