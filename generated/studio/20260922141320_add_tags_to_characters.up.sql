-- schemagen: revision  20260922141320
-- schemagen: revises   20260921141320
-- schemagen: message   add tags to characters
-- schemagen: created   2026-09-22T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 5c50d1468d4d6b69

-- add column characters.tags · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.characters ADD COLUMN tags json DEFAULT '[]' NOT NULL;
