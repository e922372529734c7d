-- create sequence s · no lock, no rewrite, no scan
CREATE SEQUENCE public.s;

-- set the default of t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET DEFAULT nextval('public.s'::regclass);

-- set the default of t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b SET DEFAULT nextval('public.s'::regclass);
