-- drop table children · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of children
DROP TABLE public.children;

-- drop column parents.id · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: parents.id in every row
ALTER TABLE public.parents DROP COLUMN id;
