-- set domain label aside as label_old · no lock, no rewrite, no scan
ALTER DOMAIN public.label RENAME TO label_old;

-- create domain label · no lock, no rewrite, no scan
CREATE DOMAIN public.label AS text NOT NULL;

-- add column songs.labels · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ADD COLUMN labels public.label[];

-- drop the old domain label · no lock, no rewrite, no scan
DROP DOMAIN public.label_old;
