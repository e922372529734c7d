-- add foreign key c_p_id_fkey to c · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ADD CONSTRAINT c_p_id_fkey FOREIGN KEY (p_id) REFERENCES public.p (id) NOT VALID;
