-- remove the comment on sequence s · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON SEQUENCE public.s IS NULL;
