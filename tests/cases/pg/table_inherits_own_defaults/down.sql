-- drop the default of z.x; change type of z.x to integer; set the default of z.x · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.z ALTER COLUMN x DROP DEFAULT,
    ALTER COLUMN x TYPE integer,
    ALTER COLUMN x SET DEFAULT 1;

-- set the default of a.x · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.a ALTER COLUMN x SET DEFAULT 5;

-- set the default of b.x · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.b ALTER COLUMN x SET DEFAULT 5;

-- forbid null in z.y · ACCESS EXCLUSIVE, no rewrite, scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.z WHERE y IS NULL)
ALTER TABLE public.z ALTER COLUMN y SET NOT NULL;
