-- drop check ck of p · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p DROP CONSTRAINT ck;

-- drop check ck of q · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.q DROP CONSTRAINT ck;

-- drop column r.x · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: r.x in every row
ALTER TABLE public.r DROP COLUMN x;

-- add check ck to p · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.p ADD CONSTRAINT ck CHECK (x > 1);

-- add check ck to q · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.q ADD CONSTRAINT ck CHECK (x > 1);
