-- store t.a MAIN · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET STORAGE MAIN;
