-- drop the default of t.a; change type of t.a to text; set the default of t.a · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE text,
    ALTER COLUMN a SET DEFAULT '1'::text;
