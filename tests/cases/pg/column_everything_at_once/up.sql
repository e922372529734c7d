-- drop the default of t.a; change type of t.a to text; set the default of t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE text COLLATE "C",
    ALTER COLUMN a SET DEFAULT 'y';

-- store t.a EXTERNAL · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET STORAGE EXTERNAL;

-- set the statistics target of t.a · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET STATISTICS 10;

-- forbid null in t.a · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ALTER COLUMN a SET NOT NULL;
