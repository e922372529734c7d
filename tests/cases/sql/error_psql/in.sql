CREATE TABLE t (a int);
\i other.sql
SELECT 'CREATE TABLE u (a int)' \gexec
