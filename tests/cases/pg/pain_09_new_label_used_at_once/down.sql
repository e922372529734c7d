-- drop index i · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.i;

-- set enum state aside as state_old · no lock, no rewrite, no scan
ALTER TYPE public.state RENAME TO state_old;

-- create enum state · no lock, no rewrite, no scan
CREATE TYPE public.state AS ENUM ('on', 'off');

-- drop the default of t.s · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN s DROP DEFAULT;

-- change type of t.s to public.state; set the default of t.s · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE s::text IN ('standby'))
ALTER TABLE public.t ALTER COLUMN s TYPE public.state USING s::text::public.state,
    ALTER COLUMN s SET DEFAULT 'off'::public.state;

-- drop the old enum state · no lock, no rewrite, no scan
DROP TYPE public.state_old;
