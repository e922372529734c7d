-- drop foreign key u_a_fkey of u · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.u DROP CONSTRAINT u_a_fkey;

-- drop primary key t_pkey of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_pkey;

-- drop unique t_b_e_key of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_b_e_key;

-- drop unique t_d_key of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_d_key;

-- drop unique t_e_key of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_e_key;

-- drop unique t_c_key of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_c_key;

-- drop primary key v_pkey of v · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.v DROP CONSTRAINT v_pkey;

-- rename column j to v.i · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.v RENAME COLUMN j TO i;

-- change type of t.c to integer · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN c TYPE integer;

-- allow null in v.i · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.v ALTER COLUMN i DROP NOT NULL;

-- create index t_a_idx on t · SHARE, no rewrite, scan
CREATE UNIQUE INDEX t_a_idx ON public.t (a) INCLUDE (b) WITH (fillfactor = 70);

-- create index t_b_e_key on t · SHARE, no rewrite, scan
CREATE UNIQUE INDEX t_b_e_key ON public.t (b, e);

-- create index t_c_idx on t · SHARE, no rewrite, scan
CREATE UNIQUE INDEX t_c_idx ON public.t (c);

-- create index t_d_idx on t · SHARE, no rewrite, scan
CREATE UNIQUE INDEX t_d_idx ON public.t (d);

-- create index t_d_key on t · SHARE, no rewrite, scan
CREATE UNIQUE INDEX t_d_key ON public.t (d) WHERE (d > 0);

-- create index t_e_key on t · SHARE, no rewrite, scan
CREATE UNIQUE INDEX t_e_key ON public.t (e DESC);

-- create index v_i_idx on v · SHARE, no rewrite, scan
CREATE UNIQUE INDEX v_i_idx ON public.v (i);

-- add foreign key u_a_fkey to u · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.u ADD CONSTRAINT u_a_fkey FOREIGN KEY (a) REFERENCES public.t (a);
