-- drop attribute zip of type address · no lock, no rewrite, no scan
-- DATA LOSS: its values
ALTER TYPE public.address DROP ATTRIBUTE zip;
