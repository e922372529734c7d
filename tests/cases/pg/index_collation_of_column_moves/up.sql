-- change type of songs.title to text · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ALTER COLUMN title TYPE text COLLATE "C";
