-- drop table old · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of old
DROP TABLE public.old;

-- drop attribute b of type k · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: its values
ALTER TYPE public.k DROP ATTRIBUTE b CASCADE;

-- add attribute c of type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k ADD ATTRIBUTE c text CASCADE;

-- add attribute d of type k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.k ADD ATTRIBUTE d integer CASCADE;

-- create table new · no lock, no rewrite, no scan
CREATE TABLE public.new OF public.k (
    c DEFAULT 'x' NOT NULL,
    d NOT NULL,
    CONSTRAINT new_pkey PRIMARY KEY (d)
);
