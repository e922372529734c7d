-- drop the default of t.m; change type of t.m to text; set the default of t.m · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN m DROP DEFAULT,
    ALTER COLUMN m TYPE text,
    ALTER COLUMN m SET DEFAULT 'ok'::text;
