-- rename attribute zip to address.code · no lock, no rewrite, no scan
ALTER TYPE public.address RENAME ATTRIBUTE zip TO code;
