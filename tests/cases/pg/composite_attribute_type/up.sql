-- change attribute zip of type address · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.address ALTER ATTRIBUTE zip TYPE bigint;
