-- set enum e aside as e_old · no lock, no rewrite, no scan
ALTER TYPE public.e RENAME TO e_old;

-- rename column w to a.y · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.a RENAME COLUMN w TO y;

-- create enum e · no lock, no rewrite, no scan
CREATE TYPE public.e AS ENUM ('a', 'b');

-- create table f · no lock, no rewrite, no scan
CREATE TABLE public.f (
    b_id integer
);

-- change type of a.x to public.e; change type of a.y to character varying(10) · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.a ALTER COLUMN x TYPE public.e USING x::text::public.e,
    ALTER COLUMN y TYPE varchar(10);

-- drop column a.id · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: a.id in every row
ALTER TABLE public.a DROP COLUMN id;

-- create table b · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
CREATE TABLE public.b (
    id serial,
    z integer GENERATED ALWAYS AS (length((y)::text)) STORED,
    CONSTRAINT b_pkey PRIMARY KEY (id)
) INHERITS (public.a);

-- create index b_x_idx on b · no lock, no rewrite, no scan
CREATE INDEX b_x_idx ON public.b (x);

-- create table d · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
CREATE TABLE public.d () INHERITS (public.a, public.c);

-- add foreign key f_b_id_fkey to f · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.f ADD CONSTRAINT f_b_id_fkey FOREIGN KEY (b_id) REFERENCES public.b (id);

-- drop the old enum e · no lock, no rewrite, no scan
DROP TYPE public.e_old;
