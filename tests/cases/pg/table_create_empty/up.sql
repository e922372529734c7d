-- create table t · no lock, no rewrite, no scan
CREATE TABLE public.t ();
