-- part children from parents · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.children NO INHERIT public.parents;

-- rename table parents to elders · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.parents RENAME TO elders;

-- rename column name to elders.title · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.elders RENAME COLUMN name TO title;
