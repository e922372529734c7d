-- untie t from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t NOT OF;

-- set enum e aside as e_old · no lock, no rewrite, no scan
ALTER TYPE public.e RENAME TO e_old;

-- create enum e · no lock, no rewrite, no scan
CREATE TYPE public.e AS ENUM ('c', 'a');

-- change attribute b of type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k ALTER ATTRIBUTE b TYPE public.e CASCADE;

-- drop the default of t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b DROP DEFAULT;

-- change type of t.b to public.e; set the default of t.b · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE b::text IN ('b'))
ALTER TABLE public.t ALTER COLUMN b TYPE public.e USING b::text::public.e,
    ALTER COLUMN b SET DEFAULT 'a';

-- tie t to type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OF public.k;

-- drop the old enum e · no lock, no rewrite, no scan
DROP TYPE public.e_old;
