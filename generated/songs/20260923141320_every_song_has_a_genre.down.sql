-- schemagen: revision  20260923141320
-- schemagen: revises   20260922141320
-- schemagen: message   every song has a genre

-- drop index idx_songs_genre · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.idx_songs_genre;

-- drop the default of songs.genre · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN genre DROP DEFAULT;

-- allow null in songs.genre · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN genre DROP NOT NULL;
