-- move extension pg_trgm to schema ext · no lock, no rewrite, no scan
ALTER EXTENSION pg_trgm SET SCHEMA ext;
