-- drop the default of t.a; change type of t.a to character varying(10); set the default of t.a · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE varchar(10),
    ALTER COLUMN a SET DEFAULT 'x'::character varying;

-- set the statistics target of t.a · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET STATISTICS -1;

-- allow null in t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a DROP NOT NULL;
