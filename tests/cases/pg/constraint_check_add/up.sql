-- add check t_a_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_a_check CHECK (a > 0);
