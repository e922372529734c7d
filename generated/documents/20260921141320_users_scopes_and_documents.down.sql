-- schemagen: revision  20260921141320
-- schemagen: revises   base
-- schemagen: message   users scopes and documents

-- drop table documents · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of documents
DROP TABLE public.documents;

-- drop table scopes · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of scopes
DROP TABLE public.scopes;

-- drop table users · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of users
DROP TABLE public.users;

-- remove extension vector · no lock, no rewrite, no scan
DROP EXTENSION vector;
