-- change type of songs.length to character varying · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN length TYPE varchar;
