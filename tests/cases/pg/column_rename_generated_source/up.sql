-- rename column a to t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME COLUMN a TO b;
