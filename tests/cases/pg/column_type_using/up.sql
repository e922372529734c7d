-- change type of t.a to boolean · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE boolean USING a = 'yes';
