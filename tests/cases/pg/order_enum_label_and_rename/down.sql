-- set enum mood aside as mood_old · no lock, no rewrite, no scan
ALTER TYPE public.mood RENAME TO mood_old;

-- create enum mood · no lock, no rewrite, no scan
CREATE TYPE public.mood AS ENUM ('sad', 'okay');

-- drop the default of t.m · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN m DROP DEFAULT;

-- change type of t.m to public.mood · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE m::text IN ('awful', 'happy'))
ALTER TABLE public.t ALTER COLUMN m TYPE public.mood USING (CASE m::text WHEN 'ok' THEN 'okay' ELSE m::text END)::public.mood;

-- drop the old enum mood · no lock, no rewrite, no scan
DROP TYPE public.mood_old;
