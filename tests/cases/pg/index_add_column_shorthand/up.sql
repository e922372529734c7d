-- create index t_a_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_a_idx ON public.t (a);

-- create index t_b on t · SHARE, no rewrite, scan
CREATE UNIQUE INDEX t_b ON public.t (b);
