-- create table p · no lock, no rewrite, no scan
CREATE TABLE public.p (
    id integer NOT NULL,
    parent integer,
    CONSTRAINT p_pkey PRIMARY KEY (id),
    CONSTRAINT p_parent_fkey FOREIGN KEY (parent) REFERENCES public.p (id)
);
