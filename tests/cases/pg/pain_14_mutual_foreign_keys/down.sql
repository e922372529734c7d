-- drop foreign key jobs_contact_id_fkey of jobs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.jobs DROP CONSTRAINT jobs_contact_id_fkey;

-- drop table contacts · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of contacts
DROP TABLE public.contacts;

-- drop table jobs · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of jobs
DROP TABLE public.jobs;
