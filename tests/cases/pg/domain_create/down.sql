-- drop domain email · no lock, no rewrite, no scan
DROP DOMAIN public.email;
