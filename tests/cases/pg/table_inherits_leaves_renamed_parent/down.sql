-- rename table elders to parents · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.elders RENAME TO parents;

-- rename column title to parents.name · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.parents RENAME COLUMN title TO name;

-- make children a child of parents · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.children INHERIT public.parents;
