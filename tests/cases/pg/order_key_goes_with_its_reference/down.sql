-- create table votes · no lock, no rewrite, no scan
CREATE TABLE public.votes (
    song_id integer
);

-- add primary key songs_pkey to songs · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT songs_pkey PRIMARY KEY (id);

-- add foreign key votes_song_id_fkey to votes · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.votes ADD CONSTRAINT votes_song_id_fkey FOREIGN KEY (song_id) REFERENCES public.songs (id);
