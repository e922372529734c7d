-- rename index i to t.j · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.i RENAME TO j;
