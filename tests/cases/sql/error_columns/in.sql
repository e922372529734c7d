CREATE TABLE parent (p int);
CREATE TABLE t (a int CHECK (b > a), b int DEFAULT a, c int GENERATED ALWAYS AS (d) STORED, CHECK (e > 0)) INHERITS (parent);
CREATE TABLE fine (a int CHECK (b > p AND fine.a > 0), b int, CHECK (fine IS NOT NULL AND tableoid > 0)) INHERITS (parent);
CREATE INDEX ON fine ((a + f));
CREATE INDEX ON fine (a) WHERE g > 0;
ALTER TABLE fine ADD CHECK (h > 0), ADD i int CHECK (j > 0), ALTER a SET DEFAULT b;
ALTER TABLE fine ADD k int CHECK (k > 0) DEFAULT 1;
