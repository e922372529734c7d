-- set enum state aside as state_old · no lock, no rewrite, no scan
ALTER TYPE public.state RENAME TO state_old;

-- create enum state · no lock, no rewrite, no scan
CREATE TYPE public.state AS ENUM ('off', 'on');

-- drop the default of t.s · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN s DROP DEFAULT;

-- change type of t.s to public.state; set the default of t.s; drop the default of t.all_states; change type of t.all_states to public.state[]; set the default of t.all_states · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE s::text IN ('broken'))
ALTER TABLE public.t ALTER COLUMN s TYPE public.state USING s::text::public.state,
    ALTER COLUMN s SET DEFAULT 'on',
    ALTER COLUMN all_states DROP DEFAULT,
    ALTER COLUMN all_states TYPE public.state[] USING all_states::text[]::public.state[],
    ALTER COLUMN all_states SET DEFAULT '{off}';

-- drop the old enum state · no lock, no rewrite, no scan
DROP TYPE public.state_old;
