-- drop the default of t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT;

-- set the default of t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b SET DEFAULT 4;

-- drop sequence s · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: the value it has reached
DROP SEQUENCE public.s;
