-- create schema music · no lock, no rewrite, no scan
CREATE SCHEMA music;

-- move table songs to schema music · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs SET SCHEMA music;

-- drop the default of music.songs.id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE music.songs ALTER COLUMN id DROP DEFAULT;

-- drop sequence music.songs_id_seq · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: the value it has reached
DROP SEQUENCE music.songs_id_seq;
