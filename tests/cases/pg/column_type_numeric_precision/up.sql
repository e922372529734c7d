-- change type of t.a to numeric(12,4) · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE numeric(12,4);
