-- rename table songs to tracks · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs RENAME TO tracks;

-- rename column score to tracks.rating · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.tracks RENAME COLUMN score TO rating;

-- rename constraint songs_pkey to tracks.tracks_pkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.tracks RENAME CONSTRAINT songs_pkey TO tracks_pkey;

-- rename constraint songs_score_check to tracks.tracks_rating_check · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.tracks RENAME CONSTRAINT songs_score_check TO tracks_rating_check;

-- rename index songs_score_idx to tracks.tracks_rating_idx · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.songs_score_idx RENAME TO tracks_rating_idx;
