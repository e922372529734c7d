-- untie t from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t NOT OF;

-- untie t2 from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t2 NOT OF;

-- drop attribute b of type k · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: its values
ALTER TYPE public.k DROP ATTRIBUTE b CASCADE;

-- add attribute c of type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k ADD ATTRIBUTE c numeric CASCADE;

-- add attribute d of type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k ADD ATTRIBUTE d text CASCADE;

-- add column t.c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN c numeric;

-- add column t.d · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN d text DEFAULT 'z' NOT NULL;

-- add column t2.c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t2 ADD COLUMN c numeric;

-- add column t2.d · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t2 ADD COLUMN d text DEFAULT 'z' NOT NULL;

-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.b in every row
ALTER TABLE public.t DROP COLUMN b;

-- drop column t2.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t2.b in every row
ALTER TABLE public.t2 DROP COLUMN b;

-- tie t to type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OF public.k;

-- tie t2 to type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t2 OF public.k;
