-- drop check score_check of domain score · no lock, no rewrite, no scan
ALTER DOMAIN public.score DROP CONSTRAINT score_check;

-- drop column logs.row · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: logs.row in every row
ALTER TABLE public.logs DROP COLUMN "row";

-- add check score_check to domain score · SHARE, no rewrite, scan
ALTER DOMAIN public.score ADD CONSTRAINT score_check CHECK (VALUE > 0);
