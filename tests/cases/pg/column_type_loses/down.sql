-- change type of t.a to timestamp without time zone; change type of t.b to numeric(8,3); change type of t.c to double precision; change type of t.d to inet; change type of t.e to interval; change type of t.f to integer; change type of t.g to numeric(9,0); change type of t.h to timestamp(0) with time zone · ACCESS EXCLUSIVE, rewrite, no scan
-- DATA LOSS: fractions of seconds in t.h
ALTER TABLE public.t ALTER COLUMN a TYPE timestamp,
    ALTER COLUMN b TYPE numeric(8,3),
    ALTER COLUMN c TYPE double precision,
    ALTER COLUMN d TYPE inet,
    ALTER COLUMN e TYPE interval,
    ALTER COLUMN f TYPE integer USING f::integer,
    ALTER COLUMN g TYPE numeric(9,0),
    ALTER COLUMN h TYPE timestamptz(0);
