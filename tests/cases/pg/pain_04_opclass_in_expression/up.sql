-- create index i1 on t · SHARE, no rewrite, scan
CREATE INDEX i1 ON public.t USING gin (lower(a) gin_trgm_ops);

-- create index i2 on t · SHARE, no rewrite, scan
CREATE INDEX i2 ON public.t (lower(a) text_pattern_ops DESC);
