-- give extension pg_trgm its own comment again · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
DO $$ BEGIN EXECUTE (SELECT format('COMMENT ON EXTENSION %I IS %L', name, comment) FROM pg_catalog.pg_available_extensions WHERE name = 'pg_trgm'); END $$;
