-- reset storage parameters of index i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.i RESET (gin_pending_list_limit);

-- set storage parameters of index i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.i SET (fastupdate = off);
