-- drop index songs_title · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.songs_title;

-- change type of songs.title to character varying · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN title TYPE varchar;

-- create index songs_title on songs · SHARE, no rewrite, scan
CREATE INDEX songs_title ON public.songs (lower((title)::text));

-- set the statistics target of element 1 of index songs_title · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.songs_title ALTER COLUMN 1 SET STATISTICS 80;
