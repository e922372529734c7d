-- schemagen: revision  20260921141320
-- schemagen: revises   base
-- schemagen: message   create songs

-- drop table songs · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of songs
DROP TABLE public.songs;
