-- rename constraint fk to c.fk2 · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c RENAME CONSTRAINT fk TO fk2;
