-- drop index z · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.z;

-- drop table k · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of k
DROP TABLE public.k;

-- drop table e · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of e
DROP TABLE public.e;

-- create enum e · no lock, no rewrite, no scan
CREATE TYPE public.e AS ENUM ('x');

-- create type k · no lock, no rewrite, no scan
CREATE TYPE public.k AS (
    x integer
);

-- create type z · no lock, no rewrite, no scan
CREATE TYPE public.z AS (
    x integer
);

-- add column t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN a public.k;

-- add column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN b public.e;

-- add column t.c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN c public.z;

-- drop column t.d · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.d in every row
ALTER TABLE public.t DROP COLUMN d;
