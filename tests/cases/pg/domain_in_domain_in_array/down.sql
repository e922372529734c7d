-- drop check d_check of domain d · no lock, no rewrite, no scan
ALTER DOMAIN public.d DROP CONSTRAINT d_check;
