-- store t.a as its type is by default · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET STORAGE EXTENDED;
