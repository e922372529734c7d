-- set enum e aside as e_old · no lock, no rewrite, no scan
ALTER TYPE public.e RENAME TO e_old;

-- create enum e · no lock, no rewrite, no scan
CREATE TYPE public.e AS ENUM ('a', 'b');

-- drop the default of c.y · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ALTER COLUMN y DROP DEFAULT;

-- drop the default of d.y · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.d ALTER COLUMN y DROP DEFAULT;

-- change type of p.x to text; change type of p.y to public.e · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ALTER COLUMN x TYPE text,
    ALTER COLUMN y TYPE public.e USING y::text::public.e;

-- set the default of c.x · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ALTER COLUMN x SET DEFAULT '1'::text;

-- set the default of c.y · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ALTER COLUMN y SET DEFAULT 'a'::public.e;

-- drop the default of d.x · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.d ALTER COLUMN x DROP DEFAULT;

-- set the default of d.y · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.d ALTER COLUMN y SET DEFAULT 'b'::public.e;

-- drop the old enum e · no lock, no rewrite, no scan
DROP TYPE public.e_old;
