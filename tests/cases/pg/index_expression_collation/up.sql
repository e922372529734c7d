-- add column songs.year · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ADD COLUMN year integer;
