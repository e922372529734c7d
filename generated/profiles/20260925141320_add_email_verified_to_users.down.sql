-- schemagen: revision  20260925141320
-- schemagen: revises   20260924141320
-- schemagen: message   add email verified to users

-- drop column users.email_verified · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: users.email_verified in every row
ALTER TABLE public.users DROP COLUMN email_verified;
