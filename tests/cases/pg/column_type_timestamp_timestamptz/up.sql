-- change type of t.a to timestamp with time zone · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE timestamptz;
