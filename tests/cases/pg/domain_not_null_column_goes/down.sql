-- drop check label_check of domain label · no lock, no rewrite, no scan
ALTER DOMAIN public.label DROP CONSTRAINT label_check;

-- allow null in domain label · no lock, no rewrite, no scan
ALTER DOMAIN public.label DROP NOT NULL;

-- add column songs.label · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ADD COLUMN label public.label;
