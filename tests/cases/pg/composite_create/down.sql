-- drop type address · no lock, no rewrite, no scan
DROP TYPE public.address;
