-- install extension pg_trgm · no lock, no rewrite, no scan
CREATE EXTENSION pg_trgm;
