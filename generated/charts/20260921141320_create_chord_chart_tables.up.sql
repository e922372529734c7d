-- schemagen: revision  20260921141320
-- schemagen: revises   base
-- schemagen: message   create chord chart tables
-- schemagen: created   2026-09-21T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 2446d3b25e2e15df

-- install extension pg_trgm · no lock, no rewrite, no scan
CREATE EXTENSION pg_trgm;

-- create table chord_charts · no lock, no rewrite, no scan
CREATE TABLE public.chord_charts (
    id serial,
    title varchar(255) NOT NULL,
    artist varchar(255),
    alternate_titles text[],
    keys varchar(10)[],
    lyrics jsonb,
    chord_progression jsonb,
    source varchar(50),
    status varchar(20) DEFAULT 'pending',
    requested_by bigint,
    approved_by bigint,
    guild_id bigint NOT NULL,
    created_at timestamp DEFAULT current_timestamp,
    approved_at timestamp,
    CONSTRAINT chord_charts_pkey PRIMARY KEY (id),
    CONSTRAINT chord_charts_title_guild_id_key UNIQUE (title, guild_id)
);

-- create index idx_chord_charts_status on chord_charts · no lock, no rewrite, no scan
CREATE INDEX idx_chord_charts_status ON public.chord_charts (status);

-- create index idx_chord_charts_guild_id on chord_charts · no lock, no rewrite, no scan
CREATE INDEX idx_chord_charts_guild_id ON public.chord_charts (guild_id);

-- create index idx_chord_charts_lyrics_gin on chord_charts · no lock, no rewrite, no scan
CREATE INDEX idx_chord_charts_lyrics_gin ON public.chord_charts USING gin (lyrics);

-- create index idx_chord_charts_chord_progression_gin on chord_charts · no lock, no rewrite, no scan
CREATE INDEX idx_chord_charts_chord_progression_gin ON public.chord_charts USING gin (chord_progression);

-- comment on table chord_charts · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.chord_charts IS 'The chords of a song, one chart per title and server.';

-- comment on column chord_charts.requested_by · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON COLUMN public.chord_charts.requested_by IS 'The Discord user who asked for it.';
