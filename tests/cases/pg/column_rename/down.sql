-- rename column name to t.title · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME COLUMN name TO title;
