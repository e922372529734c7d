-- add column parents.id · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.parents ADD COLUMN id serial;

-- create table children · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
CREATE TABLE public.children () INHERITS (public.parents);
