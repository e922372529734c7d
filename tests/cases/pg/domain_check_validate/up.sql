-- validate c of domain code · SHARE, no rewrite, scan
ALTER DOMAIN public.code VALIDATE CONSTRAINT c;
