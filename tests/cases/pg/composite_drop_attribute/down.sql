-- add attribute zip of type address · no lock, no rewrite, no scan
ALTER TYPE public.address ADD ATTRIBUTE zip varchar(10);
