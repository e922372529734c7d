-- drop column logs.point · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: logs.point in every row
ALTER TABLE public.logs DROP COLUMN point;

-- drop column notes.point · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: notes.point in every row
ALTER TABLE public.notes DROP COLUMN point;
