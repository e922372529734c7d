-- untie t from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t NOT OF;

-- add column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN b text DEFAULT 'x'::text NOT NULL;

-- drop column t.d · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.d in every row
ALTER TABLE public.t DROP COLUMN d;

-- tie t to type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OF public.k;
