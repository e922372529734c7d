-- drop foreign key songs_album_id_fkey of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT songs_album_id_fkey;

-- alter table albums: SET UNLOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.albums SET UNLOGGED;

-- alter table songs: SET UNLOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.songs SET UNLOGGED;

-- add foreign key songs_album_id_fkey to songs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT songs_album_id_fkey FOREIGN KEY (album_id) REFERENCES public.albums (id);
