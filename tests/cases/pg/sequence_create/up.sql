-- create sequence s · no lock, no rewrite, no scan
CREATE SEQUENCE public.s;
