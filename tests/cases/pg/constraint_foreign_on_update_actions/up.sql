-- drop foreign key songs_a_fkey of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT songs_a_fkey;

-- drop foreign key songs_b_fkey of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT songs_b_fkey;

-- drop foreign key songs_c_fkey of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT songs_c_fkey;

-- drop foreign key songs_d_fkey of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT songs_d_fkey;

-- add foreign key songs_a_fkey to songs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT songs_a_fkey FOREIGN KEY (a) REFERENCES public.albums (id) ON UPDATE CASCADE;

-- add foreign key songs_b_fkey to songs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT songs_b_fkey FOREIGN KEY (b) REFERENCES public.albums (id) ON UPDATE RESTRICT;

-- add foreign key songs_c_fkey to songs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT songs_c_fkey FOREIGN KEY (c) REFERENCES public.albums (id) ON UPDATE SET DEFAULT;

-- add foreign key songs_d_fkey to songs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT songs_d_fkey FOREIGN KEY (d) REFERENCES public.albums (id);
