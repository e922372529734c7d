-- set type size aside as size_old · no lock, no rewrite, no scan
ALTER TYPE public.size RENAME TO size_old;

-- create enum unit · no lock, no rewrite, no scan
CREATE TYPE public.unit AS ENUM ('cm', 'in');

-- create type size · no lock, no rewrite, no scan
CREATE TYPE public.size AS (
    width smallint,
    unit public.unit
);

-- change type of covers.size to public.size · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.covers ALTER COLUMN size TYPE public.size USING CASE WHEN size IS DISTINCT FROM NULL THEN ROW((size).width::smallint, NULL)::public.size END;

-- drop the old type size · no lock, no rewrite, no scan
DROP TYPE public.size_old;
