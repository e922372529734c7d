-- create index t_a_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_a_idx ON public.t USING gin (a);
