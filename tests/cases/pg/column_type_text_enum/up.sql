-- drop the default of t.m; change type of t.m to public.mood; set the default of t.m · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN m DROP DEFAULT,
    ALTER COLUMN m TYPE public.mood USING m::public.mood,
    ALTER COLUMN m SET DEFAULT 'ok';
