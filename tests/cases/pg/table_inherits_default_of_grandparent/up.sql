-- set the default of a.words · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.a ALTER COLUMN words SET DEFAULT '1';
