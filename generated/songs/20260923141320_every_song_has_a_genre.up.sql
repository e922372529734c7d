-- schemagen: revision  20260923141320
-- schemagen: revises   20260922141320
-- schemagen: message   every song has a genre
-- schemagen: created   2026-09-23T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 c1130bc5129dbf6f

-- set the default of songs.genre · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ALTER COLUMN genre SET DEFAULT 'unknown';

-- fill songs.genre where it is null · ROW EXCLUSIVE, no rewrite, scan
UPDATE public.songs SET genre = DEFAULT WHERE genre IS NULL;

-- forbid null in songs.genre · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ALTER COLUMN genre SET NOT NULL;

-- create index idx_songs_genre on songs · SHARE, no rewrite, scan
CREATE INDEX idx_songs_genre ON public.songs (genre);
