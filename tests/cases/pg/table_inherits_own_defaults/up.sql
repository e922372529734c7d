-- drop the default of z.x; change type of z.x to bigint; set the default of z.x · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.z ALTER COLUMN x DROP DEFAULT,
    ALTER COLUMN x TYPE bigint,
    ALTER COLUMN x SET DEFAULT 2;

-- set the default of a.x · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.a ALTER COLUMN x SET DEFAULT 5;

-- set the default of b.x · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.b ALTER COLUMN x SET DEFAULT 7;

-- allow null in z.y · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.z ALTER COLUMN y DROP NOT NULL;

-- forbid null in a.y · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.a ALTER COLUMN y SET NOT NULL;

-- forbid null in b.y · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.b ALTER COLUMN y SET NOT NULL;
