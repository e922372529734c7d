-- compress new values of parents.name by the default method · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.parents ALTER COLUMN name SET COMPRESSION default;

-- compress new values of children.name by the default method · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.children ALTER COLUMN name SET COMPRESSION default;
