-- drop check named of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT named;

-- drop check t_m_check of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_m_check;

-- drop index partial · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.partial;

-- set enum mood aside as mood_old · no lock, no rewrite, no scan
ALTER TYPE public.mood RENAME TO mood_old;

-- create enum mood · no lock, no rewrite, no scan
CREATE TYPE public.mood AS ENUM ('sad', 'happy', 'ok');

-- drop the default of t.m; change type of t.m to public.mood; set the default of t.m; drop the default of t.history; change type of t.history to public.mood[]; set the default of t.history · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN m DROP DEFAULT,
    ALTER COLUMN m TYPE public.mood USING m::text::public.mood,
    ALTER COLUMN m SET DEFAULT 'ok',
    ALTER COLUMN history DROP DEFAULT,
    ALTER COLUMN history TYPE public.mood[] USING history::text[]::public.mood[],
    ALTER COLUMN history SET DEFAULT '{sad}';

-- change type of u.m to public.mood · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.u ALTER COLUMN m TYPE public.mood USING m::text::public.mood;

-- add check t_m_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_m_check CHECK (m <> 'sad');

-- add check named to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT named CHECK (m in ('ok', 'happy'));

-- create index partial on t · SHARE, no rewrite, scan
CREATE INDEX partial ON public.t (id) WHERE (m = 'happy');

-- drop the old enum mood · no lock, no rewrite, no scan
DROP TYPE public.mood_old;
