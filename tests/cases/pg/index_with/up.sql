-- set storage parameters of index i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.i SET (fillfactor = 70);
