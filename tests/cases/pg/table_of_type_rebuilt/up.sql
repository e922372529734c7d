-- untie t from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t NOT OF;

-- set type k aside as k_old · no lock, no rewrite, no scan
ALTER TYPE public.k RENAME TO k_old;

-- create type k · no lock, no rewrite, no scan
CREATE TYPE public.k AS (
    a bigint,
    b text
);

-- change type of s.v to public.k · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.s ALTER COLUMN v TYPE public.k USING v::text::public.k;

-- change type of t.a to bigint · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE bigint;

-- set the default of t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b SET DEFAULT 'y';

-- tie t to type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OF public.k;

-- drop the old type k · no lock, no rewrite, no scan
DROP TYPE public.k_old;
