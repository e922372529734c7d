-- drop primary key p_pkey of p · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p DROP CONSTRAINT p_pkey;

-- allow null in p.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE ONLY public.p ALTER COLUMN a DROP NOT NULL;

-- allow null in p.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE ONLY public.p ALTER COLUMN b DROP NOT NULL;

-- allow null in keyed.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.keyed ALTER COLUMN b DROP NOT NULL;

-- allow null in plain.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.plain ALTER COLUMN a DROP NOT NULL;

-- allow null in plain.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE ONLY public.plain ALTER COLUMN b DROP NOT NULL;
