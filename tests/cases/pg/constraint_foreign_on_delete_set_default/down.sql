-- drop foreign key c_p_id_fkey of c; add foreign key c_p_id_fkey to c · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c DROP CONSTRAINT c_p_id_fkey,
    ADD CONSTRAINT c_p_id_fkey FOREIGN KEY (p_id) REFERENCES public.p (id);
