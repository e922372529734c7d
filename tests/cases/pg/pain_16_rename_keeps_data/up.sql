-- rename column score to songs.rating · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs RENAME COLUMN score TO rating;
