-- keep the values of songs.twice as plain ones · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN twice DROP EXPRESSION;

-- drop column songs.length · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: songs.length in every row
ALTER TABLE public.songs DROP COLUMN length;

-- add column songs.length · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.songs ADD COLUMN length integer GENERATED ALWAYS AS (length(title)) STORED;
