-- the same text says another thing where its columns are of other types
CREATE TABLE t (a varchar(5), b text DEFAULT '1'::text, CONSTRAINT c CHECK (((a)::text <> '1'::text)));
CREATE TABLE u (a integer, b varchar(9) DEFAULT '1'::text, CONSTRAINT c CHECK (((a)::text <> '1'::text)));
CREATE TABLE v (a varchar(5), b text DEFAULT '1'::text, CONSTRAINT c CHECK (((a)::text <> '1'::text)));
CREATE DOMAIN d AS varchar(5) CONSTRAINT c CHECK (((VALUE)::text <> '1'::text));
CREATE DOMAIN e AS integer CONSTRAINT c CHECK (((VALUE)::text <> '1'::text));
CREATE DOMAIN f AS varchar(5) CONSTRAINT c CHECK (((VALUE)::text <> '1'::text));
