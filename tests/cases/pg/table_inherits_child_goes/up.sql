-- drop foreign key f_b_id_fkey of f · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.f DROP CONSTRAINT f_b_id_fkey;

-- drop table d · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of d
DROP TABLE public.d;

-- drop table b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of b
DROP TABLE public.b;

-- set enum e aside as e_old · no lock, no rewrite, no scan
ALTER TYPE public.e RENAME TO e_old;

-- rename column y to a.w · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.a RENAME COLUMN y TO w;

-- create enum e · no lock, no rewrite, no scan
CREATE TYPE public.e AS ENUM ('b', 'a');

-- change type of a.x to public.e; change type of a.w to text · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.a ALTER COLUMN x TYPE public.e USING x::text::public.e,
    ALTER COLUMN w TYPE text;

-- add column a.id · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.a ADD COLUMN id integer GENERATED ALWAYS AS IDENTITY;

-- drop table f · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of f
DROP TABLE public.f;

-- drop the old enum e · no lock, no rewrite, no scan
DROP TYPE public.e_old;
