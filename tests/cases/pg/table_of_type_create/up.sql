-- create type row_type · no lock, no rewrite, no scan
CREATE TYPE public.row_type AS (
    id integer,
    name text
);

-- create table t · no lock, no rewrite, no scan
CREATE TABLE public.t OF public.row_type (
    id NOT NULL,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
