-- drop foreign key songs_based_on_fkey of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT songs_based_on_fkey;

-- change type of songs.title to character varying(20) · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN title TYPE varchar(20) COLLATE "C";

-- add foreign key songs_based_on_fkey to songs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT songs_based_on_fkey FOREIGN KEY (based_on) REFERENCES public.songs (id);
