-- change type of t.a to uuid · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE uuid USING a::uuid;
