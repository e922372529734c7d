-- schemagen: revision  20260922141320
-- schemagen: revises   20260921141320
-- schemagen: message   add full name to user model
-- schemagen: created   2026-09-22T14:13:20Z
-- schemagen: proved    PostgreSQL 16.14: up = models, down = previous, sha256 287cc9aa77b237ca

-- add column users.full_name · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.users ADD COLUMN full_name varchar(255);
