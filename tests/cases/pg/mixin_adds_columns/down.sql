-- drop column t.updated_at · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.updated_at in every row
ALTER TABLE public.t DROP COLUMN updated_at;

-- drop column u.updated_at · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: u.updated_at in every row
ALTER TABLE public.u DROP COLUMN updated_at;
