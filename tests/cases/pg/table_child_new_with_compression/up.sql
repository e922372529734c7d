-- compress new values of parents.name by pglz · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.parents ALTER COLUMN name SET COMPRESSION pglz;

-- create table children · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
CREATE TABLE public.children () INHERITS (public.parents);
