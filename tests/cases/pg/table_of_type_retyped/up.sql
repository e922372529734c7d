-- untie t from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t NOT OF;

-- change attribute a of type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k ALTER ATTRIBUTE a TYPE bigint CASCADE;

-- change attribute b of type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k ALTER ATTRIBUTE b TYPE varchar(20) CASCADE;

-- change type of t.a to bigint; drop the default of t.b; change type of t.b to character varying(20); set the default of t.b · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE bigint,
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE varchar(20),
    ALTER COLUMN b SET DEFAULT 'y';

-- tie t to type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OF public.k;
