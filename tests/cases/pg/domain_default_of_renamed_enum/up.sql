-- rename enum mood to spirit · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.mood RENAME TO spirit;
