-- set enum mood aside as mood_old · no lock, no rewrite, no scan
ALTER TYPE public.mood RENAME TO mood_old;

-- create enum mood · no lock, no rewrite, no scan
CREATE TYPE public.mood AS ENUM ('sad', 'ok', 'happy');

-- drop column t.is_sad · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP COLUMN is_sad;

-- change type of t.m to public.mood · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN m TYPE public.mood USING m::text::public.mood;

-- add column t.is_sad · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN is_sad boolean GENERATED ALWAYS AS (m = 'sad'::public.mood) STORED;

-- drop the old enum mood · no lock, no rewrite, no scan
DROP TYPE public.mood_old;
