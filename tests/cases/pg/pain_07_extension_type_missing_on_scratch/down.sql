-- drop index t_h_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_h_idx;

-- drop the default of t.h · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN h DROP DEFAULT;

-- allow null in t.h · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN h DROP NOT NULL;
