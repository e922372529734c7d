-- untie t from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t NOT OF;

-- change attribute a of type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k ALTER ATTRIBUTE a TYPE integer CASCADE;

-- change attribute b of type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k ALTER ATTRIBUTE b TYPE text CASCADE;

-- change type of t.a to integer; drop the default of t.b; change type of t.b to text; set the default of t.b · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE integer,
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE text,
    ALTER COLUMN b SET DEFAULT 'x'::text;

-- tie t to type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OF public.k;
