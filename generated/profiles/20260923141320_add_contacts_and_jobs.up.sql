-- schemagen: revision  20260923141320
-- schemagen: revises   20260922141320
-- schemagen: message   add contacts and jobs
-- schemagen: created   2026-09-23T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 6e97f443b361c7dc

-- create table jobs · no lock, no rewrite, no scan
CREATE TABLE public.jobs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz,
    profile_id uuid NOT NULL,
    contact_id uuid,
    title varchar(255) NOT NULL,
    since date NOT NULL,
    until date,
    CONSTRAINT jobs_pkey PRIMARY KEY (id),
    CONSTRAINT jobs_check CHECK (until >= since)
);

-- create index jobs_profile_id_idx on jobs · no lock, no rewrite, no scan
CREATE INDEX jobs_profile_id_idx ON public.jobs (profile_id);

-- create table contacts · no lock, no rewrite, no scan
CREATE TABLE public.contacts (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz,
    profile_id uuid NOT NULL,
    kind varchar(20) NOT NULL,
    value varchar(255) NOT NULL,
    job_id uuid,
    CONSTRAINT contacts_pkey PRIMARY KEY (id),
    CONSTRAINT contacts_kind_check CHECK (kind in ('email', 'phone', 'web')),
    CONSTRAINT contacts_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.jobs (id) ON DELETE SET NULL,
    CONSTRAINT contacts_profile_id_kind_value_key UNIQUE (profile_id, kind, value)
);

-- create index contacts_profile_id_idx on contacts · no lock, no rewrite, no scan
CREATE INDEX contacts_profile_id_idx ON public.contacts (profile_id);

-- create index contacts_job_id_idx on contacts · no lock, no rewrite, no scan
CREATE INDEX contacts_job_id_idx ON public.contacts (job_id);

-- add column profiles.main_contact_id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.profiles ADD COLUMN main_contact_id uuid;

-- add foreign key jobs_profile_id_fkey to jobs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.jobs ADD CONSTRAINT jobs_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES public.profiles (id) ON DELETE CASCADE;

-- add foreign key jobs_contact_id_fkey to jobs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.jobs ADD CONSTRAINT jobs_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.contacts (id) ON DELETE SET NULL;

-- add foreign key contacts_profile_id_fkey to contacts · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.contacts ADD CONSTRAINT contacts_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES public.profiles (id) ON DELETE CASCADE;

-- add foreign key profiles_main_contact_id_fkey to profiles · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.profiles ADD CONSTRAINT profiles_main_contact_id_fkey FOREIGN KEY (main_contact_id) REFERENCES public.contacts (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
