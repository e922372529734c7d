-- remove the comment on schema billing · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON SCHEMA billing IS NULL;
