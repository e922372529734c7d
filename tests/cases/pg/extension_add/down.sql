-- remove extension pg_trgm · no lock, no rewrite, no scan
DROP EXTENSION pg_trgm;
