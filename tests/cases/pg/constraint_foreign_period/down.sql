-- drop foreign key u_room_during_fkey of u · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.u DROP CONSTRAINT u_room_during_fkey;
