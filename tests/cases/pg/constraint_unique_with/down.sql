-- set storage parameters of index t_a_key · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.t_a_key SET (fillfactor = 70);
