-- create table e · no lock, no rewrite, no scan
CREATE TABLE public.e (
    i integer NOT NULL,
    CONSTRAINT e_pkey PRIMARY KEY (i)
);

-- drop the default of p.a; change type of p.a to bigint; set the default of p.a · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE bigint,
    ALTER COLUMN a SET DEFAULT 6;

-- add column p.z · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p ADD COLUMN z text DEFAULT 'x';

-- drop column p.gone · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: p.gone in every row
ALTER TABLE public.p DROP COLUMN gone;

-- allow null in p.n · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p ALTER COLUMN n DROP NOT NULL;

-- create table c · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
CREATE TABLE public.c (
    a bigint DEFAULT NULL,
    z text DEFAULT 'x' NOT NULL,
    b integer
) INHERITS (public.p);

-- create table c2 · no lock, no rewrite, no scan
CREATE TABLE public.c2 (
    i integer NOT NULL,
    CONSTRAINT c2_pkey PRIMARY KEY (i)
) INHERITS (public.c);

-- create table d3 · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
CREATE TABLE public.d3 (
    i integer NOT NULL,
    CONSTRAINT d3_pkey PRIMARY KEY (i)
) INHERITS (public.p);

-- create table d · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
CREATE TABLE public.d (
    a bigint DEFAULT 9,
    n integer NOT NULL,
    b integer,
    CONSTRAINT d_b_fkey FOREIGN KEY (b) REFERENCES public.e (i)
) INHERITS (public.p);

-- create table d2 · no lock, no rewrite, no scan
CREATE TABLE public.d2 (
    u integer
) INHERITS (public.d);

-- add foreign key e_i_fkey to e · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.e ADD CONSTRAINT e_i_fkey FOREIGN KEY (i) REFERENCES public.d3 (i);

-- add foreign key d2_u_fkey to d2 · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.d2 ADD CONSTRAINT d2_u_fkey FOREIGN KEY (u) REFERENCES public.c2 (i);
