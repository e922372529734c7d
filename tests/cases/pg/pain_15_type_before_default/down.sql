-- drop the default of t.s; change type of t.s to text; set the default of t.s · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN s DROP DEFAULT,
    ALTER COLUMN s TYPE text,
    ALTER COLUMN s SET DEFAULT 'on'::text;
