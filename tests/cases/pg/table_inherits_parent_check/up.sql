-- add check p_id_check to p · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.p ADD CONSTRAINT p_id_check CHECK (id > 0);
