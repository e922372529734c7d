-- create table t · no lock, no rewrite, no scan
CREATE TABLE public.t (
    id serial,
    name text,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

-- create index t_name_idx on t · no lock, no rewrite, no scan
CREATE INDEX t_name_idx ON public.t (name);
