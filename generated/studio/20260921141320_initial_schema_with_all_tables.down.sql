-- schemagen: revision  20260921141320
-- schemagen: revises   base
-- schemagen: message   initial schema with all tables

-- drop table characters · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of characters
DROP TABLE public.characters;

-- drop table users · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of users
DROP TABLE public.users;
