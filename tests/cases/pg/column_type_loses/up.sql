-- change type of t.a to date; change type of t.b to integer; change type of t.c to real; change type of t.d to cidr; change type of t.e to interval(0); change type of t.f to boolean; change type of t.g to bigint; change type of t.h to timestamp without time zone · ACCESS EXCLUSIVE, rewrite, no scan
-- DATA LOSS: the time of day in t.a; fractions in t.b; digits in t.c; the bits to the right of the netmask in t.d; fractions of seconds in t.e; the numbers in t.f
ALTER TABLE public.t ALTER COLUMN a TYPE date,
    ALTER COLUMN b TYPE integer,
    ALTER COLUMN c TYPE real,
    ALTER COLUMN d TYPE cidr,
    ALTER COLUMN e TYPE interval(0),
    ALTER COLUMN f TYPE boolean USING f::boolean,
    ALTER COLUMN g TYPE bigint,
    ALTER COLUMN h TYPE timestamp;
