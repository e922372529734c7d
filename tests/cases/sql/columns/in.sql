-- Types in every spelling, defaults that end where the next clause begins, comments in between.
CREATE TABLE t (
    a int4 DEFAULT 1 + 2 NOT NULL,
    b varchar(20) COLLATE "C" DEFAULT 'x, y' /* text */ CHECK (b <> ''),
    c numeric(10, 2) NULL DEFAULT (0),
    d timestamp(3) with time zone DEFAULT now() -- when it was made
        CONSTRAINT d_set NOT NULL,
    e interval day to second(3),
    f text[] DEFAULT ARRAY['a', 'b']::text[],
    g "char", h char, i bit varying(3), j float(24), k dec(5), l national character varying(7),
    m int[3][3], n text DEFAULT NULL, o time(2), p _int8,
    "Q r" bool DEFAULT (NOT false),
    s int GENERATED ALWAYS AS (a * 2) STORED,
    u text COMPRESSION pglz DEFAULT $$it's$$,
    v text DEFAULT CASE WHEN 1 > 0 THEN 'a' ELSE 'b' END
);
CREATE TABLE old (a int) WITH (oids = false);
