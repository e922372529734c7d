-- part children from parents · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.children NO INHERIT public.parents;

-- drop column children.name · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: children.name in every row
ALTER TABLE public.children DROP COLUMN name;
