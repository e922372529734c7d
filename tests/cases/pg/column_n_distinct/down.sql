-- reset attributes of t.a · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a RESET (n_distinct);
