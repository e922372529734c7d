-- add column t.c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN c text DEFAULT '' NOT NULL;
