-- set the default of t.at · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN at SET DEFAULT now();

-- drop column t.on_day · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.on_day in every row
ALTER TABLE public.t DROP COLUMN on_day;
