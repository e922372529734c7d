-- schemagen: revision  20260923141320
-- schemagen: revises   20260922141320
-- schemagen: message   add favorites
-- schemagen: created   2026-09-23T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 d5959f7c15b0d286

-- create table favorites · no lock, no rewrite, no scan
CREATE TABLE public.favorites (
    id serial,
    user_id integer NOT NULL,
    category varchar(100) NOT NULL,
    preset_id varchar(100) NOT NULL,
    created_at timestamp DEFAULT now() NOT NULL,
    CONSTRAINT favorites_pkey PRIMARY KEY (id)
);

-- create index ix_favorite_user_category on favorites · no lock, no rewrite, no scan
CREATE INDEX ix_favorite_user_category ON public.favorites (user_id, category);

-- create index ix_favorite_unique on favorites · no lock, no rewrite, no scan
CREATE UNIQUE INDEX ix_favorite_unique ON public.favorites (user_id, category, preset_id);

-- add foreign key favorites_user_id_fkey to favorites · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.favorites ADD CONSTRAINT favorites_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id);

-- comment on table favorites · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.favorites IS 'Presets that a user wants at hand.';
