-- untie t from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t NOT OF;

-- untie t2 from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t2 NOT OF;

-- drop attribute c of type k · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: its values
ALTER TYPE public.k DROP ATTRIBUTE c CASCADE;

-- drop attribute d of type k · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: its values
ALTER TYPE public.k DROP ATTRIBUTE d CASCADE;

-- add attribute b of type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k ADD ATTRIBUTE b text CASCADE;

-- add column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN b text;

-- add column t2.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t2 ADD COLUMN b text DEFAULT 'f'::text;

-- drop column t.c · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.c in every row
ALTER TABLE public.t DROP COLUMN c;

-- drop column t.d · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.d in every row
ALTER TABLE public.t DROP COLUMN d;

-- drop column t2.c · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t2.c in every row
ALTER TABLE public.t2 DROP COLUMN c;

-- drop column t2.d · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t2.d in every row
ALTER TABLE public.t2 DROP COLUMN d;

-- tie t to type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OF public.k;

-- tie t2 to type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t2 OF public.k;
