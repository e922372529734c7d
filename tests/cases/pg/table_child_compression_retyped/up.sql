-- change attribute body of type entry · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TYPE public.entry ALTER ATTRIBUTE body TYPE char(8) CASCADE;

-- change type of parents.name to character(8) · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.parents ALTER COLUMN name TYPE char(8);

-- compress new values of children.name by pglz · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.children ALTER COLUMN name SET COMPRESSION pglz;

-- compress new values of notes.body by pglz · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.notes ALTER COLUMN body SET COMPRESSION pglz;
