-- change type of t.a to numeric(10,2) · ACCESS EXCLUSIVE, rewrite, no scan
-- DATA LOSS: fractions in t.a
ALTER TABLE public.t ALTER COLUMN a TYPE numeric(10,2);
