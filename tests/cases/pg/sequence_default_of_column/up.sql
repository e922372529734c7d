-- create sequence s · no lock, no rewrite, no scan
CREATE SEQUENCE public.s;

-- set the default of t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET DEFAULT nextval('s');
