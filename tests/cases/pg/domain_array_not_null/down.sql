-- allow null in domain label · no lock, no rewrite, no scan
ALTER DOMAIN public.label DROP NOT NULL;

-- drop column songs.labels · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: songs.labels in every row
ALTER TABLE public.songs DROP COLUMN labels;
