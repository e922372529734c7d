CREATE TABLE t (a int);
CREATE TABL u (a int);
CREATE TABLE v (a int,, b int);
CREATE INDEX ON t (a);
