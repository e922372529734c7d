-- add column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN b integer;

-- make t a child of q · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t INHERIT public.q;
