-- add check code_check to domain code · SHARE, no rewrite, scan
ALTER DOMAIN public.code ADD CONSTRAINT code_check CHECK (value <> '');
