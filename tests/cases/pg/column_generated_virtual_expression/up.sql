-- change the expression of t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b SET EXPRESSION AS (a * 3);
