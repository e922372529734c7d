-- create table jobs · no lock, no rewrite, no scan
CREATE TABLE public.jobs (
    id integer NOT NULL,
    contact_id integer NOT NULL,
    CONSTRAINT jobs_pkey PRIMARY KEY (id)
);

-- create table contacts · no lock, no rewrite, no scan
CREATE TABLE public.contacts (
    id integer NOT NULL,
    main_job integer,
    CONSTRAINT contacts_pkey PRIMARY KEY (id),
    CONSTRAINT contacts_main_job_fkey FOREIGN KEY (main_job) REFERENCES public.jobs (id) ON DELETE SET NULL
);

-- add foreign key jobs_contact_id_fkey to jobs · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.jobs ADD CONSTRAINT jobs_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.contacts (id) ON DELETE CASCADE;
