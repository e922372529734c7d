-- install extension pg_trgm · no lock, no rewrite, no scan
CREATE EXTENSION pg_trgm;

-- create index t_a_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_a_idx ON public.t USING gin (a gin_trgm_ops);
