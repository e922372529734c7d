-- forbid null in t.a · ACCESS EXCLUSIVE, no rewrite, scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE a IS NULL)
ALTER TABLE public.t ALTER COLUMN a SET NOT NULL;

-- allow null in t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b DROP NOT NULL;
