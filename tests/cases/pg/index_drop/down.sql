-- create index i on t · SHARE, no rewrite, scan
CREATE INDEX i ON public.t (a);
