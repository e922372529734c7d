-- drop foreign key c_q_id_fkey of c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c DROP CONSTRAINT c_q_id_fkey;

-- create table p · no lock, no rewrite, no scan
CREATE TABLE public.p (
    id integer NOT NULL,
    CONSTRAINT p_pkey PRIMARY KEY (id)
);

-- add column c.p_id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ADD COLUMN p_id integer;

-- drop column c.q_id · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: c.q_id in every row
ALTER TABLE public.c DROP COLUMN q_id;

-- add foreign key c_p_id_fkey to c · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c ADD CONSTRAINT c_p_id_fkey FOREIGN KEY (p_id) REFERENCES public.p (id);
