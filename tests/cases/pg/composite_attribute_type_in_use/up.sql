-- set type address aside as address_old · no lock, no rewrite, no scan
ALTER TYPE public.address RENAME TO address_old;

-- create type address · no lock, no rewrite, no scan
CREATE TYPE public.address AS (
    street text,
    zip varchar(20)
);

-- change type of t.a to public.address · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE public.address USING a::text::public.address;

-- drop the old type address · no lock, no rewrite, no scan
DROP TYPE public.address_old;
