-- comment on domain code · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON DOMAIN public.code IS 'A short word.';
