-- create table c · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
CREATE TABLE public.c () INHERITS (public.q, public.p);
