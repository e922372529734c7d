-- drop index i · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.i;

-- create index i on t · SHARE, no rewrite, scan
CREATE INDEX i ON public.t (a);

-- comment on index t.i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.i IS 'for the list';
