-- drop the default of t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT;

-- drop sequence s · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: the value it has reached
DROP SEQUENCE public.s;
