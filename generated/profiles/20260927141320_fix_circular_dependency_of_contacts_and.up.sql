-- schemagen: revision  20260927141320
-- schemagen: revises   20260926141320
-- schemagen: message   fix circular dependency of contacts and jobs
-- schemagen: created   2026-09-27T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 fd987d6a69ed56d7

-- drop foreign key contacts_job_id_fkey of contacts · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.contacts DROP CONSTRAINT contacts_job_id_fkey;

-- drop column contacts.job_id · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: contacts.job_id in every row
ALTER TABLE public.contacts DROP COLUMN job_id;
