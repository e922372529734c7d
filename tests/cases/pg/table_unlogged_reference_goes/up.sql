-- drop foreign key songs_album_id_fkey of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT songs_album_id_fkey;

-- alter table albums: SET UNLOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.albums SET UNLOGGED;

-- drop table songs · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of songs
DROP TABLE public.songs;
