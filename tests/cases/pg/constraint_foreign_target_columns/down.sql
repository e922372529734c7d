-- drop foreign key fk of c; add foreign key fk to c · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c DROP CONSTRAINT fk,
    ADD CONSTRAINT fk FOREIGN KEY (x) REFERENCES public.p (id);
