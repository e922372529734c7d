-- drop check ck of p · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p DROP CONSTRAINT ck;

-- drop check ck of q · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.q DROP CONSTRAINT ck;

-- add column r.x · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.r ADD COLUMN x integer;

-- add check ck to p · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.p ADD CONSTRAINT ck CHECK (x > 0);

-- add check ck to q · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.q ADD CONSTRAINT ck CHECK (x > 0);
