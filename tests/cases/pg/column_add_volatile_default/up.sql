-- add column t.a · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN a uuid DEFAULT gen_random_uuid() NOT NULL;
