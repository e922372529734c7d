-- rename enum spirit to mood · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.spirit RENAME TO mood;
