-- rename table tracks to songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.tracks RENAME TO songs;

-- rename column rating to songs.score · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs RENAME COLUMN rating TO score;

-- rename constraint tracks_pkey to songs.songs_pkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs RENAME CONSTRAINT tracks_pkey TO songs_pkey;

-- rename constraint tracks_rating_check to songs.songs_score_check · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs RENAME CONSTRAINT tracks_rating_check TO songs_score_check;

-- rename index tracks_rating_idx to songs.songs_score_idx · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.tracks_rating_idx RENAME TO songs_score_idx;
