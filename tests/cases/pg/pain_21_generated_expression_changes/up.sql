-- drop column t.total · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP COLUMN total;

-- add column t.total · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN total numeric GENERATED ALWAYS AS (price * (1 + tax / 100)) STORED;
