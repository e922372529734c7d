-- part t from q · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t NO INHERIT public.q;

-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.b in every row
ALTER TABLE public.t DROP COLUMN b;
