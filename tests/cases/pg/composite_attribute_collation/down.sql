-- change attribute street of type address · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.address ALTER ATTRIBUTE street TYPE text;
