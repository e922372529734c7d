-- drop check c of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT c;

-- set enum mood aside as mood_old · no lock, no rewrite, no scan
ALTER TYPE public.mood RENAME TO mood_old;

-- create enum mood · no lock, no rewrite, no scan
CREATE TYPE public.mood AS ENUM ('ok', 'happy');

-- change type of t.m to public.mood · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE m::text IN ('sad'))
ALTER TABLE public.t ALTER COLUMN m TYPE public.mood USING m::text::public.mood;

-- add check c to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT c CHECK (m <> 'ok');

-- drop the old enum mood · no lock, no rewrite, no scan
DROP TYPE public.mood_old;

-- comment on constraint t.c · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT c ON public.t IS 'of the check';
