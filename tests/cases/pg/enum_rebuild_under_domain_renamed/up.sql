-- set enum mood aside as mood_old · no lock, no rewrite, no scan
ALTER TYPE public.mood RENAME TO mood_old;

-- set domain feeling aside as feeling_old · no lock, no rewrite, no scan
ALTER DOMAIN public.feeling RENAME TO feeling_old;

-- create enum mood · no lock, no rewrite, no scan
CREATE TYPE public.mood AS ENUM ('blue');

-- create domain feeling · no lock, no rewrite, no scan
CREATE DOMAIN public.feeling AS public.mood;

-- change type of songs.feeling to public.feeling · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.songs WHERE feeling::text IN ('happy'))
ALTER TABLE public.songs ALTER COLUMN feeling TYPE public.feeling USING (CASE feeling::text WHEN 'sad' THEN 'blue' ELSE feeling::text END)::public.feeling;

-- drop the old domain feeling · no lock, no rewrite, no scan
DROP DOMAIN public.feeling_old;

-- drop the old enum mood · no lock, no rewrite, no scan
DROP TYPE public.mood_old;
