-- create table z · no lock, no rewrite, no scan
CREATE TABLE public.z (
    x integer
);

-- create type a · no lock, no rewrite, no scan
CREATE TYPE public.a AS (
    "row" public.z
);

-- add column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN b public.a;
