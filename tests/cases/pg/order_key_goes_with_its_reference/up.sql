-- drop foreign key votes_song_id_fkey of votes · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.votes DROP CONSTRAINT votes_song_id_fkey;

-- drop primary key songs_pkey of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT songs_pkey;

-- drop table votes · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of votes
DROP TABLE public.votes;
