-- drop check known of z · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.z DROP CONSTRAINT known;

-- add check known to a · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.a ADD CONSTRAINT known CHECK (x > 0);
