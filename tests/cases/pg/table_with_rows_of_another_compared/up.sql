-- add column p.y · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p ADD COLUMN y integer;
