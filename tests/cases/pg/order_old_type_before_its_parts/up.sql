-- set type size aside as size_old · no lock, no rewrite, no scan
ALTER TYPE public.size RENAME TO size_old;

-- create type size · no lock, no rewrite, no scan
CREATE TYPE public.size AS (
    width text
);

-- change type of covers.size to public.size · ACCESS EXCLUSIVE, rewrite, no scan
-- DATA LOSS: attribute unit of covers.size in every row
ALTER TABLE public.covers ALTER COLUMN size TYPE public.size USING CASE WHEN size IS DISTINCT FROM NULL THEN ROW((size).width::text)::public.size END;

-- drop the old type size · no lock, no rewrite, no scan
DROP TYPE public.size_old;

-- drop enum unit · no lock, no rewrite, no scan
DROP TYPE public.unit;
