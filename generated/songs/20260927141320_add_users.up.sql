-- schemagen: revision  20260927141320
-- schemagen: revises   20260926141320
-- schemagen: message   add users
-- schemagen: created   2026-09-27T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 5e1b0ad932826430

-- create table users · no lock, no rewrite, no scan
CREATE TABLE public.users (
    id serial,
    username varchar(100) NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_username_key UNIQUE (username)
);

-- add column songs.user_id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs ADD COLUMN user_id integer;

-- add foreign key fk_songs_user to songs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT fk_songs_user FOREIGN KEY (user_id) REFERENCES public.users (id);

-- comment on table users · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.users IS 'Who asked for it.';
