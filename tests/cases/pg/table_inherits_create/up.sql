-- create table c · no lock, no rewrite, no scan
CREATE TABLE public.c (
    more text
) INHERITS (public.p);
