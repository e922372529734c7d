-- drop index i1 · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.i1;

-- drop index i2 · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.i2;
