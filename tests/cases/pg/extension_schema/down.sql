-- move extension pg_trgm to schema public · no lock, no rewrite, no scan
ALTER EXTENSION pg_trgm SET SCHEMA public;
