-- set storage parameters of index t_a_excl · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.t_a_excl SET (fillfactor = 50);
