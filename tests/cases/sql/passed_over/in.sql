\set ON_ERROR_STOP on
\connect -
BEGIN;
SET statement_timeout = 0;
CREATE TABLE t (a int, b text);
COPY t (a, b) FROM stdin;
1	CREATE TABLE (;
\.
INSERT INTO t VALUES (1, 'x;y');
UPDATE t SET a = :new WHERE b = :'old';
WITH x AS (SELECT 1) DELETE FROM t;
SELECT setval('s', 1) \gset
SELECT a FROM t;
CREATE TEMP TABLE passing AS SELECT 1;
CREATE TEMPORARY TABLE other (a int);
CREATE INDEX ON other (a);
DO $$ BEGIN RAISE NOTICE 'done'; END $$;
VACUUM;
COMMIT;
ANALYZE t;
