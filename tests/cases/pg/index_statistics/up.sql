-- set the statistics target of element 1 of index i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.i ALTER COLUMN 1 SET STATISTICS 300;
