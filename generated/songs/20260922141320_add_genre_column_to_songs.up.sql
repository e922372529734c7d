-- schemagen: revision  20260922141320
-- schemagen: revises   20260921141320
-- schemagen: message   add genre column to songs
-- schemagen: created   2026-09-22T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 cb24e0a0b26c6236

-- add column songs.genre · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ADD COLUMN genre varchar(100);
