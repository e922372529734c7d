-- change type of t.a to timestamp without time zone · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE timestamp;
