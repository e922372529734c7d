-- schemagen: revision  20260921141320
-- schemagen: revises   base
-- schemagen: message   add user profile table with foreign key to users
-- schemagen: created   2026-09-21T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 de1d27eca371848b

-- create table users · no lock, no rewrite, no scan
CREATE TABLE public.users (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz,
    email varchar(255) NOT NULL,
    hashed_password varchar(255) NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_email_key UNIQUE (email)
);

-- create table profiles · no lock, no rewrite, no scan
CREATE TABLE public.profiles (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz,
    user_id uuid NOT NULL,
    full_name varchar(255) NOT NULL,
    bio text,
    CONSTRAINT profiles_pkey PRIMARY KEY (id),
    CONSTRAINT profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE,
    CONSTRAINT profiles_user_id_key UNIQUE (user_id)
);
