-- set type address aside as address_old · no lock, no rewrite, no scan
ALTER TYPE public.address RENAME TO address_old;

-- set type place aside as place_old · no lock, no rewrite, no scan
ALTER TYPE public.place RENAME TO place_old;

-- create type address · no lock, no rewrite, no scan
CREATE TYPE public.address AS (
    zip text,
    street text
);

-- create type place · no lock, no rewrite, no scan
CREATE TYPE public.place AS (
    address public.address
);

-- change type of t.a to public.address · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE public.address USING CASE WHEN a IS DISTINCT FROM NULL THEN ROW((a).zip::text, (a).street::text)::public.address END;

-- change type of t.b to public.address[] · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE b IS NOT NULL)
ALTER TABLE public.t ALTER COLUMN b TYPE public.address[] USING NULL::public.address[];

-- change type of t.c to public.place · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE c IS NOT NULL)
ALTER TABLE public.t ALTER COLUMN c TYPE public.place USING NULL::public.place;

-- drop the old type place · no lock, no rewrite, no scan
DROP TYPE public.place_old;

-- drop the old type address · no lock, no rewrite, no scan
DROP TYPE public.address_old;
