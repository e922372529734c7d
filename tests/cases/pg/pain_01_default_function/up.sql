-- set the default of t.at · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN at SET DEFAULT current_timestamp;

-- add column t.on_day · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN on_day date DEFAULT current_date NOT NULL;
