-- set the default of events.at · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.events ALTER COLUMN at SET DEFAULT (now() at time zone 'utc');
