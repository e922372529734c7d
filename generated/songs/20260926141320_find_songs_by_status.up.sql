-- schemagen: revision  20260926141320
-- schemagen: revises   20260925141320
-- schemagen: message   find songs by status
-- schemagen: created   2026-09-26T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 239744ce75d2f509

-- create index idx_songs_status on songs · SHARE, no rewrite, scan
CREATE INDEX idx_songs_status ON public.songs (status);
