-- store t.a PLAIN · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET STORAGE PLAIN;
