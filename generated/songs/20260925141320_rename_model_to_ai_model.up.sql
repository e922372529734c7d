-- schemagen: revision  20260925141320
-- schemagen: revises   20260924141320
-- schemagen: message   rename model to ai_model
-- schemagen: created   2026-09-25T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 c7003d753166e49b

-- rename column model to songs.ai_model · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs RENAME COLUMN model TO ai_model;
