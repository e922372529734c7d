-- drop column t.more · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.more in every row
ALTER TABLE public.t DROP COLUMN more;
