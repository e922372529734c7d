-- add attribute zip of type address · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.address ADD ATTRIBUTE zip varchar(10);
