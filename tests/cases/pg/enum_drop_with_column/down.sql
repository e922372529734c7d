-- create enum mood · no lock, no rewrite, no scan
CREATE TYPE public.mood AS ENUM ('sad', 'ok');

-- add column t.m · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN m public.mood;
