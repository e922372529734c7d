-- drop attribute body of type entry · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: its values
ALTER TYPE public.entry DROP ATTRIBUTE body CASCADE;
