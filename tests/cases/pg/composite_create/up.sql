-- create type address · no lock, no rewrite, no scan
CREATE TYPE public.address AS (
    street text,
    zip varchar(10)
);
