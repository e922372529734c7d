-- add unique t_room_during_key to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_room_during_key UNIQUE (room, during WITHOUT OVERLAPS);
