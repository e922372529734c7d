-- add column a.n · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.a ADD COLUMN n integer DEFAULT 2;

-- add column b.n · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.b ADD COLUMN n integer DEFAULT 1;
