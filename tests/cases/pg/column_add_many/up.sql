-- add column t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN a text;

-- add column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN b text DEFAULT '' NOT NULL;

-- add column t.c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN c timestamptz DEFAULT now();
