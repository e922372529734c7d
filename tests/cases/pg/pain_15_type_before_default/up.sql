-- drop the default of t.s; change type of t.s to public.state; set the default of t.s · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN s DROP DEFAULT,
    ALTER COLUMN s TYPE public.state USING s::public.state,
    ALTER COLUMN s SET DEFAULT 'off';
