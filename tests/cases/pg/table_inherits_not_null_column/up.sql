-- add column children.name, '' in the rows that exist · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.children ADD COLUMN name text DEFAULT '' NOT NULL;

-- give new rows no default · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.children ALTER COLUMN name DROP DEFAULT;

-- make children a child of parents · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.children INHERIT public.parents;
