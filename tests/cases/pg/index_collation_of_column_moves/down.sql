-- drop index songs_title_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.songs_title_idx;

-- change type of songs.title to text · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN title TYPE text;

-- create index songs_title_idx on songs · SHARE, no rewrite, scan
CREATE INDEX songs_title_idx ON public.songs (title COLLATE "C");
