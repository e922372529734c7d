-- schemagen: revision  20260921141320
-- schemagen: revises   base
-- schemagen: message   add user profile table with foreign key to users

-- drop table profiles · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of profiles
DROP TABLE public.profiles;

-- drop table users · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of users
DROP TABLE public.users;
