-- create table c · no lock, no rewrite, no scan
CREATE TABLE public.c () INHERITS (public.q, public.p);
