-- remove the comment on constraint code.c · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT c ON DOMAIN public.code IS NULL;
