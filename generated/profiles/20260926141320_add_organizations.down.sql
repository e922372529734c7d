-- schemagen: revision  20260926141320
-- schemagen: revises   20260925141320
-- schemagen: message   add organizations

-- drop foreign key jobs_organization_id_fkey of jobs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.jobs DROP CONSTRAINT jobs_organization_id_fkey;

-- drop column jobs.organization_id · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: jobs.organization_id in every row
ALTER TABLE public.jobs DROP COLUMN organization_id;

-- drop table organizations · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of organizations
DROP TABLE public.organizations;
