-- schemagen: revision  20260921141320
-- schemagen: revises   base
-- schemagen: message   create chord chart tables

-- drop table chord_charts · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of chord_charts
DROP TABLE public.chord_charts;

-- remove extension pg_trgm · no lock, no rewrite, no scan
DROP EXTENSION pg_trgm;
