-- keep the values of p.y as plain ones · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p ALTER COLUMN y DROP EXPRESSION;
