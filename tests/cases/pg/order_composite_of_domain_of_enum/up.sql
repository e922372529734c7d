-- create enum e · no lock, no rewrite, no scan
CREATE TYPE public.e AS ENUM ('a', 'b');

-- create domain d · no lock, no rewrite, no scan
CREATE DOMAIN public.d AS public.e
    CONSTRAINT d_check CHECK (value <> 'b');

-- create type c · no lock, no rewrite, no scan
CREATE TYPE public.c AS (
    x public.d,
    y public.d[]
);

-- create table t · no lock, no rewrite, no scan
CREATE TABLE public.t (
    v public.c,
    w public.c[]
);
