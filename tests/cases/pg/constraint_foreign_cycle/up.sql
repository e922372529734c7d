-- create table c · no lock, no rewrite, no scan
CREATE TABLE public.c (
    id integer NOT NULL,
    a integer,
    CONSTRAINT c_pkey PRIMARY KEY (id)
);

-- create table b · no lock, no rewrite, no scan
CREATE TABLE public.b (
    id integer NOT NULL,
    c integer,
    CONSTRAINT b_pkey PRIMARY KEY (id),
    CONSTRAINT b_c_fkey FOREIGN KEY (c) REFERENCES public.c (id)
);

-- create table a · no lock, no rewrite, no scan
CREATE TABLE public.a (
    id integer NOT NULL,
    b integer,
    CONSTRAINT a_pkey PRIMARY KEY (id),
    CONSTRAINT a_b_fkey FOREIGN KEY (b) REFERENCES public.b (id)
);

-- add foreign key c_a_fkey to c · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c ADD CONSTRAINT c_a_fkey FOREIGN KEY (a) REFERENCES public.a (id);
