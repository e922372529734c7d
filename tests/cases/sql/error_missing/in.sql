CREATE TABLE nowhere.t (a int);
CREATE TABLE t (a mood, b int REFERENCES other, c int CHECK (c > 1),
    PRIMARY KEY (d), FOREIGN KEY (c) REFERENCES t);
CREATE TABLE u (a int, PRIMARY KEY (d));
CREATE INDEX ON u (nothing, lower(a::text));
CREATE INDEX ON absent (a);
CREATE TABLE c () INHERITS (nobody);
CREATE TABLE l (LIKE nobody);
CREATE TABLE o OF nothing;
CREATE SEQUENCE s OWNED BY u.z;
CREATE TABLE r (a int REFERENCES u);
CREATE TABLE itself (LIKE itself);
CREATE TABLE itself2 () INHERITS (itself2);
CREATE SCHEMA elsewhere CREATE SEQUENCE numbers;
ALTER SEQUENCE elsewhere.numbers OWNED BY u.a;

create table typed of pair (x with options not null);
alter table typed alter column x type bigint;
