-- change type of t.a to integer · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE a IS NOT NULL)
ALTER TABLE public.t ALTER COLUMN a TYPE integer USING NULL::integer;
