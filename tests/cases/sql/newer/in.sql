CREATE EXTENSION btree_gist;
CREATE TABLE t (
    a int, z int NOT NULL NO INHERIT, b int CONSTRAINT b_said NOT NULL,
    c text STORAGE external DEFAULT 'x', d int GENERATED ALWAYS AS (a + 1_000) VIRTUAL,
    e int GENERATED ALWAYS AS (a - 0x1F), f int CHECK (f > 0) NOT ENFORCED, g int, h int4range,
    CONSTRAINT g_said NOT NULL g, PRIMARY KEY (a, h WITHOUT OVERLAPS)
);
CREATE TABLE u (a int, h int4range, FOREIGN KEY (a, PERIOD h) REFERENCES t (a, PERIOD h));
