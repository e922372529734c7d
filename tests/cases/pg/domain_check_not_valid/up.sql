-- add check c to domain code · SHARE, no rewrite, no scan
ALTER DOMAIN public.code ADD CONSTRAINT c CHECK (value <> '') NOT VALID;
