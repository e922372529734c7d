-- store t.a as its type is by default · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET STORAGE EXTENDED;

-- compress new values of t.a by the default method · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET COMPRESSION default;

-- set the statistics target of t.a · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET STATISTICS -1;

-- store t.b as its type is by default · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b SET STORAGE EXTENDED;

-- reset attributes of t.b · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b RESET (n_distinct);
