-- set enum mood aside as mood_old · no lock, no rewrite, no scan
ALTER TYPE public.mood RENAME TO mood_old;

-- set domain cheerful aside as cheerful_old · no lock, no rewrite, no scan
ALTER DOMAIN public.cheerful RENAME TO cheerful_old;

-- create enum mood · no lock, no rewrite, no scan
CREATE TYPE public.mood AS ENUM ('ok', 'sad', 'happy');

-- create domain cheerful · no lock, no rewrite, no scan
CREATE DOMAIN public.cheerful AS public.mood
    CONSTRAINT cheerful_check CHECK (value <> 'sad');

-- change type of t.m to public.cheerful · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN m TYPE public.cheerful USING m::text::public.cheerful;

-- drop the old domain cheerful · no lock, no rewrite, no scan
DROP DOMAIN public.cheerful_old;

-- drop the old enum mood · no lock, no rewrite, no scan
DROP TYPE public.mood_old;
