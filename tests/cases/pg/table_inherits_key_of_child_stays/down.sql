-- forbid null in p.b · ACCESS EXCLUSIVE, no rewrite, scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.p WHERE b IS NULL)
ALTER TABLE public.p ALTER COLUMN b SET NOT NULL;

-- add primary key p_pkey to p · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.p ADD CONSTRAINT p_pkey PRIMARY KEY (a);
