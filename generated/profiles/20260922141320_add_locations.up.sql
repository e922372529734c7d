-- schemagen: revision  20260922141320
-- schemagen: revises   20260921141320
-- schemagen: message   add locations
-- schemagen: created   2026-09-22T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 eceafff989581ec8

-- create table locations · no lock, no rewrite, no scan
CREATE TABLE public.locations (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz,
    city varchar(100) NOT NULL,
    country char(2) NOT NULL,
    CONSTRAINT locations_pkey PRIMARY KEY (id),
    CONSTRAINT locations_country_check CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT locations_city_country_key UNIQUE (city, country)
);

-- add column profiles.location_id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.profiles ADD COLUMN location_id uuid;

-- create index profiles_location_id_idx on profiles · SHARE, no rewrite, scan
CREATE INDEX profiles_location_id_idx ON public.profiles (location_id);

-- add foreign key profiles_location_id_fkey to profiles · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.profiles ADD CONSTRAINT profiles_location_id_fkey FOREIGN KEY (location_id) REFERENCES public.locations (id) ON DELETE SET NULL;
