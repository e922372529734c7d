-- schemagen: revision  20260922141320
-- schemagen: revises   20260921141320
-- schemagen: message   add genre column to songs

-- drop column songs.genre · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: songs.genre in every row
ALTER TABLE public.songs DROP COLUMN genre;
