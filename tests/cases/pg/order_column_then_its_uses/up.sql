-- create sequence s · no lock, no rewrite, no scan
CREATE SEQUENCE public.s;

-- create enum mood · no lock, no rewrite, no scan
CREATE TYPE public.mood AS ENUM ('sad', 'ok');

-- create domain code · no lock, no rewrite, no scan
CREATE DOMAIN public.code AS text
    CONSTRAINT code_check CHECK (value <> '');

-- add column t.m · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN m public.mood DEFAULT 'ok';

-- add column t.c · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN c public.code;

-- add column t.n · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN n bigint DEFAULT nextval('s');

-- add column t.g · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN g integer GENERATED ALWAYS AS (id + 1) STORED;

-- add unique t_c_m_key to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_c_m_key UNIQUE (c, m);

-- add check t_n_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_n_check CHECK (n > 0);

-- create index t_g_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_g_idx ON public.t (g);
