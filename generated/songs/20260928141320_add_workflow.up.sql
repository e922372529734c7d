-- schemagen: revision  20260928141320
-- schemagen: revises   20260927141320
-- schemagen: message   add workflow
-- schemagen: created   2026-09-28T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 d0208881199578fc

-- add column songs.workflow, 'notUsed' in the rows that exist · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ADD COLUMN workflow varchar(50) DEFAULT 'notUsed' NOT NULL;

-- give new rows no default · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN workflow DROP DEFAULT;
