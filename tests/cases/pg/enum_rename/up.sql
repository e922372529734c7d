-- rename enum mood to feeling · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.mood RENAME TO feeling;
