-- create sequence s · no lock, no rewrite, no scan
CREATE SEQUENCE public.s;

-- create enum mood · no lock, no rewrite, no scan
CREATE TYPE public.mood AS ENUM ('sad', 'ok');

-- create domain code · no lock, no rewrite, no scan
CREATE DOMAIN public.code AS text
    CONSTRAINT code_check CHECK (VALUE <> ''::text);

-- create table u · no lock, no rewrite, no scan
CREATE TABLE public.u (
    id integer NOT NULL,
    CONSTRAINT u_pkey PRIMARY KEY (id)
);

-- create table t · no lock, no rewrite, no scan
CREATE TABLE public.t (
    id integer,
    m public.mood DEFAULT 'ok'::public.mood,
    c public.code,
    n bigint DEFAULT nextval('public.s'::regclass),
    g integer GENERATED ALWAYS AS (id + 1) STORED,
    CONSTRAINT t_c_m_key UNIQUE (c, m),
    CONSTRAINT t_id_fkey FOREIGN KEY (id) REFERENCES public.u (id),
    CONSTRAINT t_n_check CHECK (n > 0)
);

-- create index t_g_idx on t · no lock, no rewrite, no scan
CREATE INDEX t_g_idx ON public.t (g);
