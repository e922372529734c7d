-- set enum state aside as state_old · no lock, no rewrite, no scan
ALTER TYPE public.state RENAME TO state_old;

-- create enum state · no lock, no rewrite, no scan
CREATE TYPE public.state AS ENUM ('on', 'off', 'broken');

-- drop the default of t.s; change type of t.s to public.state; set the default of t.s; drop the default of t.all_states; change type of t.all_states to public.state[]; set the default of t.all_states · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN s DROP DEFAULT,
    ALTER COLUMN s TYPE public.state USING s::text::public.state,
    ALTER COLUMN s SET DEFAULT 'off'::public.state,
    ALTER COLUMN all_states DROP DEFAULT,
    ALTER COLUMN all_states TYPE public.state[] USING all_states::text[]::public.state[],
    ALTER COLUMN all_states SET DEFAULT '{on,off}'::public.state[];

-- drop the old enum state · no lock, no rewrite, no scan
DROP TYPE public.state_old;
