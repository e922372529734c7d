-- schemagen: revision  20260927141320
-- schemagen: revises   20260926141320
-- schemagen: message   fix circular dependency of contacts and jobs

-- add column contacts.job_id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.contacts ADD COLUMN job_id uuid;

-- create index contacts_job_id_idx on contacts · SHARE, no rewrite, scan
CREATE INDEX contacts_job_id_idx ON public.contacts (job_id);

-- add foreign key contacts_job_id_fkey to contacts · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.contacts ADD CONSTRAINT contacts_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.jobs (id) ON DELETE SET NULL;
