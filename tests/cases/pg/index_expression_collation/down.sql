-- drop column songs.year · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: songs.year in every row
ALTER TABLE public.songs DROP COLUMN year;
