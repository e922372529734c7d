-- schemagen: revision  20260926141320
-- schemagen: revises   20260925141320
-- schemagen: message   add organizations
-- schemagen: created   2026-09-26T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 a281869dda4bac2e

-- create table organizations · no lock, no rewrite, no scan
CREATE TABLE public.organizations (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz,
    name varchar(255) NOT NULL,
    CONSTRAINT organizations_pkey PRIMARY KEY (id),
    CONSTRAINT organizations_name_key UNIQUE (name)
);

-- add column jobs.organization_id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.jobs ADD COLUMN organization_id uuid;

-- create index jobs_organization_id_idx on jobs · SHARE, no rewrite, scan
CREATE INDEX jobs_organization_id_idx ON public.jobs (organization_id);

-- add foreign key jobs_organization_id_fkey to jobs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.jobs ADD CONSTRAINT jobs_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations (id);
