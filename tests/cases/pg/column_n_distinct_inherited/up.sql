-- reset attributes of t.a · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a RESET (n_distinct);

-- set attributes of t.a · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET (n_distinct_inherited = 20);
