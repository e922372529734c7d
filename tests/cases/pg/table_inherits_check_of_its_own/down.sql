-- drop check known of a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.a DROP CONSTRAINT known;

-- add check known to z · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.z ADD CONSTRAINT known CHECK (x > 0);
