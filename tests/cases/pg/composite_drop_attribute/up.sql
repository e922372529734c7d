-- drop attribute zip of type address · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: its values
ALTER TYPE public.address DROP ATTRIBUTE zip;
