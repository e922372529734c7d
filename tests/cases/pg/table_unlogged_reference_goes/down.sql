-- create table songs · no lock, no rewrite, no scan
CREATE TABLE public.songs (
    album_id integer
);

-- alter table albums: SET LOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.albums SET LOGGED;

-- add foreign key songs_album_id_fkey to songs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT songs_album_id_fkey FOREIGN KEY (album_id) REFERENCES public.albums (id);
