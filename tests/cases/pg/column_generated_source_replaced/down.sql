-- keep the values of songs.length as plain ones · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN length DROP EXPRESSION;

-- drop column songs.twice · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: songs.twice in every row
ALTER TABLE public.songs DROP COLUMN twice;

-- add column songs.twice · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.songs ADD COLUMN twice integer GENERATED ALWAYS AS (length * 2) STORED;
