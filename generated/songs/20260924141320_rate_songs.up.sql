-- schemagen: revision  20260924141320
-- schemagen: revises   20260923141320
-- schemagen: message   rate songs
-- schemagen: created   2026-09-24T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 8741aa90bdbf701c

-- add column songs.rating · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ADD COLUMN rating integer DEFAULT 0 NOT NULL;
