-- change type of t.a to timestamp(3) with time zone · ACCESS EXCLUSIVE, rewrite, no scan
-- DATA LOSS: fractions of seconds in t.a
ALTER TABLE public.t ALTER COLUMN a TYPE timestamptz(3);
