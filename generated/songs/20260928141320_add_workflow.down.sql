-- schemagen: revision  20260928141320
-- schemagen: revises   20260927141320
-- schemagen: message   add workflow

-- drop column songs.workflow · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: songs.workflow in every row
ALTER TABLE public.songs DROP COLUMN workflow;
