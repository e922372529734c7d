-- move index t_a_key to tablespace case_space · ACCESS EXCLUSIVE, rewrite, no scan
ALTER INDEX public.t_a_key SET TABLESPACE case_space;
