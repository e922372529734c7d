-- change attribute zip of type address · no lock, no rewrite, no scan
ALTER TYPE public.address ALTER ATTRIBUTE zip TYPE bigint;
