-- drop table s2.t · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of s2.t
DROP TABLE s2.t;

-- drop schema s2 · no lock, no rewrite, no scan
DROP SCHEMA s2;
