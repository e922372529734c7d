-- change type of t.a to interval day to second(2) · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE a IS NOT NULL)
ALTER TABLE public.t ALTER COLUMN a TYPE interval day to second(2) USING NULL::interval day to second(2);
