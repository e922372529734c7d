-- add check t_path_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_path_check CHECK (nlevel(path) < 10);
