-- set storage parameters of index x · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.x SET (fillfactor = 70);

-- move index x to tablespace case_space · ACCESS EXCLUSIVE, rewrite, no scan
ALTER INDEX public.x SET TABLESPACE case_space;
