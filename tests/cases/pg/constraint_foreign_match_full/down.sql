-- drop foreign key c_a_b_fkey of c; add foreign key c_a_b_fkey to c · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c DROP CONSTRAINT c_a_b_fkey,
    ADD CONSTRAINT c_a_b_fkey FOREIGN KEY (a, b) REFERENCES public.p (a, b);
