-- create schema s2 · no lock, no rewrite, no scan
CREATE SCHEMA s2;

-- create table s2.t · no lock, no rewrite, no scan
CREATE TABLE s2.t (
    id integer NOT NULL,
    other integer,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

-- add foreign key t_other_fkey to s2.t · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE s2.t ADD CONSTRAINT t_other_fkey FOREIGN KEY (other) REFERENCES s1.t (id);
