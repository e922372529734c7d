-- schemagen: revision  20260923141320
-- schemagen: revises   20260922141320
-- schemagen: message   add contacts and jobs

-- drop foreign key profiles_main_contact_id_fkey of profiles · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.profiles DROP CONSTRAINT profiles_main_contact_id_fkey;

-- drop foreign key jobs_contact_id_fkey of jobs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.jobs DROP CONSTRAINT jobs_contact_id_fkey;

-- drop column profiles.main_contact_id · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: profiles.main_contact_id in every row
ALTER TABLE public.profiles DROP COLUMN main_contact_id;

-- drop table contacts · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of contacts
DROP TABLE public.contacts;

-- drop table jobs · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of jobs
DROP TABLE public.jobs;
