-- drop column songs.length · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP COLUMN length;

-- add column songs.length · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.songs ADD COLUMN length bigint GENERATED ALWAYS AS (length(title) + 1) STORED;
