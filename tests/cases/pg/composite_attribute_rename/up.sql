-- rename attribute code to address.zip · no lock, no rewrite, no scan
ALTER TYPE public.address RENAME ATTRIBUTE code TO zip;
