-- create table c · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
CREATE TABLE public.c (
    more text
) INHERITS (public.p);
