-- schemagen: revision  20260921141320
-- schemagen: revises   base
-- schemagen: message   create songs
-- schemagen: created   2026-09-21T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 e60552a014a2d77d

-- create table songs · no lock, no rewrite, no scan
CREATE TABLE public.songs (
    id serial,
    title varchar(255) NOT NULL,
    lyrics text,
    model varchar(100),
    status varchar(50) DEFAULT 'processing',
    created_at timestamptz DEFAULT now(),
    updated_at timestamptz,
    CONSTRAINT songs_pkey PRIMARY KEY (id)
);

-- comment on table songs · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.songs IS 'A song, from the request to the finished audio.';
