-- set the default of domain code · no lock, no rewrite, no scan
ALTER DOMAIN public.code SET DEFAULT 'y';
