-- schemagen: revision  20260924141320
-- schemagen: revises   20260923141320
-- schemagen: message   rate songs

-- drop column songs.rating · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: songs.rating in every row
ALTER TABLE public.songs DROP COLUMN rating;
