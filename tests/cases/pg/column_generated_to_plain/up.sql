-- keep the values of t.b as plain ones · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b DROP EXPRESSION;
