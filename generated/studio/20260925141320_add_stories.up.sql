-- schemagen: revision  20260925141320
-- schemagen: revises   20260924141320
-- schemagen: message   add stories
-- schemagen: created   2026-09-25T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 4114ae2ba08e2f26

-- create table stories · no lock, no rewrite, no scan
CREATE TABLE public.stories (
    id serial,
    story_id varchar(50) NOT NULL,
    title varchar(500) NOT NULL,
    content text NOT NULL,
    user_id integer NOT NULL,
    CONSTRAINT stories_pkey PRIMARY KEY (id),
    CONSTRAINT stories_story_id_key UNIQUE (story_id)
);

-- add foreign key stories_user_id_fkey to stories · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.stories ADD CONSTRAINT stories_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id);
