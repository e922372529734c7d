-- drop foreign key f of c; add foreign key f to c · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c DROP CONSTRAINT f,
    ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES public.p (id);
