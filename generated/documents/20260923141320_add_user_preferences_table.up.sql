-- schemagen: revision  20260923141320
-- schemagen: revises   20260922141320
-- schemagen: message   add user preferences table
-- schemagen: created   2026-09-23T14:13:20Z
-- schemagen: proved    PostgreSQL 16.14: up = models, down = previous, sha256 f7c5ef78c4458524

-- create table user_preferences · no lock, no rewrite, no scan
CREATE TABLE public.user_preferences (
    user_id integer NOT NULL,
    theme varchar(20) DEFAULT 'light' NOT NULL,
    options jsonb DEFAULT '{}' NOT NULL,
    CONSTRAINT user_preferences_pkey PRIMARY KEY (user_id)
);

-- add foreign key user_preferences_user_id_fkey to user_preferences · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.user_preferences ADD CONSTRAINT user_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE;
