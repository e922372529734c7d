-- drop table children · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of children
DROP TABLE public.children;

-- compress new values of parents.name by the default method · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.parents ALTER COLUMN name SET COMPRESSION default;
