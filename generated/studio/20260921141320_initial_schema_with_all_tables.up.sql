-- schemagen: revision  20260921141320
-- schemagen: revises   base
-- schemagen: message   initial schema with all tables
-- schemagen: created   2026-09-21T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 083be9368b5c2435

-- create table users · no lock, no rewrite, no scan
CREATE TABLE public.users (
    id serial,
    username varchar(100) NOT NULL,
    email varchar(255) NOT NULL,
    full_name varchar(255),
    hashed_password varchar(255) NOT NULL,
    disabled boolean DEFAULT false NOT NULL,
    created_at timestamp DEFAULT now() NOT NULL,
    last_login timestamp,
    CONSTRAINT users_pkey PRIMARY KEY (id)
);

-- create index ix_users_username on users · no lock, no rewrite, no scan
CREATE UNIQUE INDEX ix_users_username ON public.users (username);

-- create index ix_users_email on users · no lock, no rewrite, no scan
CREATE UNIQUE INDEX ix_users_email ON public.users (email);

-- create table characters · no lock, no rewrite, no scan
CREATE TABLE public.characters (
    id serial,
    character_id varchar(50) NOT NULL,
    name varchar(255) NOT NULL,
    visual_description text,
    user_id integer,
    created_at timestamp DEFAULT now() NOT NULL,
    updated_at timestamp DEFAULT now() NOT NULL,
    CONSTRAINT characters_pkey PRIMARY KEY (id),
    CONSTRAINT characters_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);

-- create index ix_characters_character_id on characters · no lock, no rewrite, no scan
CREATE UNIQUE INDEX ix_characters_character_id ON public.characters (character_id);

-- comment on table users · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.users IS 'People who may sign in.';

-- comment on table characters · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.characters IS 'Somebody who appears in the stories.';
