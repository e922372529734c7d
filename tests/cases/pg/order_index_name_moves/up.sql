-- drop index i · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.i;

-- create table u · no lock, no rewrite, no scan
CREATE TABLE public.u (
    a integer
);

-- create index i on u · no lock, no rewrite, no scan
CREATE INDEX i ON public.u (a);
