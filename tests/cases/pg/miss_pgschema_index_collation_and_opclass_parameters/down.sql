-- drop index i · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.i;

-- drop index j · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.j;

-- create index i on t · SHARE, no rewrite, scan
CREATE INDEX i ON public.t USING gist (a public.gist_trgm_ops);

-- create index j on t · SHARE, no rewrite, scan
CREATE INDEX j ON public.t (a);
