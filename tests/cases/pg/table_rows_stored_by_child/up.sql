-- add column notes.point · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.notes ADD COLUMN point public.points;

-- add column logs.point · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.logs ADD COLUMN point public.points;
