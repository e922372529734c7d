-- add check code_check1 to domain code · SHARE, no rewrite, scan
ALTER DOMAIN public.code ADD CONSTRAINT code_check1 CHECK (length(value) < 10);
