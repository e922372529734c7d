-- rename column title to t.name · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME COLUMN title TO name;
