-- schemagen: revision  20260922141320
-- schemagen: revises   20260921141320
-- schemagen: message   add full name to user model

-- drop column users.full_name · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: users.full_name in every row
ALTER TABLE public.users DROP COLUMN full_name;
