-- set domain d aside as d_old · no lock, no rewrite, no scan
ALTER DOMAIN public.d RENAME TO d_old;

-- set domain d2 aside as d2_old · no lock, no rewrite, no scan
ALTER DOMAIN public.d2 RENAME TO d2_old;

-- create domain d · no lock, no rewrite, no scan
CREATE DOMAIN public.d AS integer
    CONSTRAINT d_check CHECK (value > 0);

-- create domain d2 · no lock, no rewrite, no scan
CREATE DOMAIN public.d2 AS public.d;

-- change type of t.a to public.d2[] · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE public.d2[] USING a::text[]::public.d2[];

-- drop the old domain d2 · no lock, no rewrite, no scan
DROP DOMAIN public.d2_old;

-- drop the old domain d · no lock, no rewrite, no scan
DROP DOMAIN public.d_old;
