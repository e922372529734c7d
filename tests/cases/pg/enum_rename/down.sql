-- rename enum feeling to mood · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.feeling RENAME TO mood;
