-- reset storage parameters of index i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.i RESET (fastupdate);

-- set storage parameters of index i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.i SET (gin_pending_list_limit = 128);
