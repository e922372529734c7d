-- store t.a MAIN · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET STORAGE MAIN;

-- compress new values of t.a by pglz · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET COMPRESSION pglz;

-- set the statistics target of t.a · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET STATISTICS 77;

-- store t.b EXTERNAL · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b SET STORAGE EXTERNAL;

-- set attributes of t.b · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b SET (n_distinct = 5);
