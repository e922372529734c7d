-- add foreign key u_room_during_fkey to u · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.u ADD CONSTRAINT u_room_during_fkey FOREIGN KEY (room, PERIOD during) REFERENCES public.t (room, PERIOD during);
