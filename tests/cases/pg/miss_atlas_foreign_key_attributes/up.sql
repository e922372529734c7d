-- drop foreign key fk of c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c DROP CONSTRAINT fk;

-- add foreign key fk to c · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES public.p (a, b) MATCH FULL DEFERRABLE;
