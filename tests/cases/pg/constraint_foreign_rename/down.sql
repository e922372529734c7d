-- rename constraint fk2 to c.fk · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c RENAME CONSTRAINT fk2 TO fk;
