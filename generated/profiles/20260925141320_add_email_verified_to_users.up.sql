-- schemagen: revision  20260925141320
-- schemagen: revises   20260924141320
-- schemagen: message   add email verified to users
-- schemagen: created   2026-09-25T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 17286209957f2a06

-- add column users.email_verified · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.users ADD COLUMN email_verified boolean DEFAULT false NOT NULL;
