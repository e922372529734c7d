-- move index t_pkey to tablespace case_space · ACCESS EXCLUSIVE, rewrite, no scan
ALTER INDEX public.t_pkey SET TABLESPACE case_space;
