-- comment on schema billing · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON SCHEMA billing IS 'Old words.';
