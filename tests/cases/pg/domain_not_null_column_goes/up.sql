-- drop column songs.label · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: songs.label in every row
ALTER TABLE public.songs DROP COLUMN label;

-- add check label_check to domain label · SHARE, no rewrite, scan
ALTER DOMAIN public.label ADD CONSTRAINT label_check CHECK (value <> '');

-- forbid null in domain label · SHARE, no rewrite, scan
ALTER DOMAIN public.label SET NOT NULL;
