-- keep the values of p.y as plain ones · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p ALTER COLUMN y DROP EXPRESSION;

-- set the default of c.y · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ALTER COLUMN y SET DEFAULT 3;
