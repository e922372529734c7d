-- drop foreign key songs_album_id_fkey of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT songs_album_id_fkey;

-- alter table albums: SET LOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.albums SET LOGGED;

-- alter table songs: SET LOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.songs SET LOGGED;

-- add foreign key songs_album_id_fkey to songs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT songs_album_id_fkey FOREIGN KEY (album_id) REFERENCES public.albums (id);
