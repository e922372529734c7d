-- set enum mood aside as mood_old · no lock, no rewrite, no scan
ALTER TYPE public.mood RENAME TO mood_old;

-- create enum mood · no lock, no rewrite, no scan
CREATE TYPE public.mood AS ENUM ('sad', 'ok', 'happy');

-- change attribute m of type entry · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.entry ALTER ATTRIBUTE m TYPE public.mood;

-- drop the old enum mood · no lock, no rewrite, no scan
DROP TYPE public.mood_old;
