-- schemagen: revision  20260923141320
-- schemagen: revises   20260922141320
-- schemagen: message   find titles that are alike
-- schemagen: created   2026-09-23T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 71e24231390fc0a4

-- create index idx_chord_charts_title_trgm on chord_charts · SHARE, no rewrite, scan
CREATE INDEX idx_chord_charts_title_trgm ON public.chord_charts USING gin (title gin_trgm_ops);
