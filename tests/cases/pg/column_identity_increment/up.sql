-- change the identity of t.id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id SET INCREMENT BY 5;
