-- drop table new · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of new
DROP TABLE public.new;

-- drop attribute c of type k · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: its values
ALTER TYPE public.k DROP ATTRIBUTE c CASCADE;

-- drop attribute d of type k · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: its values
ALTER TYPE public.k DROP ATTRIBUTE d CASCADE;

-- add attribute b of type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k ADD ATTRIBUTE b text CASCADE;

-- create table old · no lock, no rewrite, no scan
CREATE TABLE public.old OF public.k (
    a NOT NULL,
    CONSTRAINT old_pkey PRIMARY KEY (a)
);
