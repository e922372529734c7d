-- add column t.id · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN id bigserial;
