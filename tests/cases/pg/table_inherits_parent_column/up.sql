-- add column p.x · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p ADD COLUMN x text;
