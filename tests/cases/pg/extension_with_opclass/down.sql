-- drop index t_a_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_a_idx;

-- remove extension pg_trgm · no lock, no rewrite, no scan
DROP EXTENSION pg_trgm;
