-- move table songs to schema public · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE music.songs SET SCHEMA public;

-- create sequence songs_id_seq · no lock, no rewrite, no scan
CREATE SEQUENCE public.songs_id_seq AS integer;

-- set the default of songs.id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN id SET DEFAULT nextval('public.songs_id_seq'::regclass);

-- tie sequence songs_id_seq to songs.id · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.songs_id_seq OWNED BY public.songs.id;

-- take sequence songs_id_seq past the values of songs.id · ROW EXCLUSIVE, no rewrite, scan
SELECT pg_catalog.setval('public.songs_id_seq', max(id)) FROM public.songs HAVING max(id) > 0;

-- drop schema music · no lock, no rewrite, no scan
DROP SCHEMA music;
