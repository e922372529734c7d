-- set storage parameters of index t_pkey · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.t_pkey SET (fillfactor = 70);
