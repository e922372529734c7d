-- drop index i · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.i;

-- create index i on t · SHARE, no rewrite, scan
CREATE INDEX i ON public.t (b);
