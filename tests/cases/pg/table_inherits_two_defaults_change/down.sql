-- set the default of p.x · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p ALTER COLUMN x SET DEFAULT 1;

-- set the default of q.x · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.q ALTER COLUMN x SET DEFAULT 1;

-- set the default of c.x · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ALTER COLUMN x SET DEFAULT 7;
