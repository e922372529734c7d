-- schemagen: revision  20260921141320
-- schemagen: revises   base
-- schemagen: message   users scopes and documents
-- schemagen: created   2026-09-21T14:13:20Z
-- schemagen: proved    PostgreSQL 16.14: up = models, down = previous, sha256 f3247a27c55fe2dd

-- install extension vector · no lock, no rewrite, no scan
CREATE EXTENSION vector;

-- create table users · no lock, no rewrite, no scan
CREATE TABLE public.users (
    id serial,
    username varchar(100) NOT NULL,
    email varchar(255),
    CONSTRAINT users_pkey PRIMARY KEY (id)
);

-- create index ix_users_username on users · no lock, no rewrite, no scan
CREATE UNIQUE INDEX ix_users_username ON public.users (username);

-- create table scopes · no lock, no rewrite, no scan
CREATE TABLE public.scopes (
    id serial,
    name varchar(100) NOT NULL,
    CONSTRAINT scopes_pkey PRIMARY KEY (id),
    CONSTRAINT scopes_name_key UNIQUE (name)
);

-- create table documents · no lock, no rewrite, no scan
CREATE TABLE public.documents (
    id serial,
    title varchar(255) NOT NULL,
    content text NOT NULL,
    embedding vector(768),
    user_id integer NOT NULL,
    scope_id integer NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT documents_pkey PRIMARY KEY (id),
    CONSTRAINT documents_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id),
    CONSTRAINT documents_scope_id_fkey FOREIGN KEY (scope_id) REFERENCES public.scopes (id)
);

-- create index documents_user_id_idx on documents · no lock, no rewrite, no scan
CREATE INDEX documents_user_id_idx ON public.documents (user_id);

-- create index documents_scope_id_idx on documents · no lock, no rewrite, no scan
CREATE INDEX documents_scope_id_idx ON public.documents (scope_id);

-- comment on table scopes · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.scopes IS 'What a document may be searched by.';

-- comment on column documents.embedding · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON COLUMN public.documents.embedding IS 'What the text means, for nearest neighbours.';
