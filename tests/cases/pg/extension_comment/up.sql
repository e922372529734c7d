-- comment on extension pg_trgm · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON EXTENSION pg_trgm IS 'for the search box';
