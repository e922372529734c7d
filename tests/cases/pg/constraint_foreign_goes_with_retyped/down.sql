-- create table b · no lock, no rewrite, no scan
CREATE TABLE public.b (
    a_id integer
);

-- change type of a.id to integer · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.a ALTER COLUMN id TYPE integer USING id::integer;

-- add foreign key b_a_id_fkey to b · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a (id);
