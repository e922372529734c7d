-- drop foreign key fk of c; add foreign key fk to c · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c DROP CONSTRAINT fk,
    ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES public.p (a, b) MATCH FULL DEFERRABLE;
