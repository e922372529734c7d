-- set enum color aside as color_old · no lock, no rewrite, no scan
ALTER TYPE public.color RENAME TO color_old;

-- create enum color · no lock, no rewrite, no scan
CREATE TYPE public.color AS ENUM ('red', 'blue');

-- drop the default of t.c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN c DROP DEFAULT;

-- change type of t.c to public.color; set the default of t.c · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE c::text IN ('green'))
ALTER TABLE public.t ALTER COLUMN c TYPE public.color USING c::text::public.color,
    ALTER COLUMN c SET DEFAULT 'red';

-- drop the old enum color · no lock, no rewrite, no scan
DROP TYPE public.color_old;
