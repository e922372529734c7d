-- drop index i · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.i;
