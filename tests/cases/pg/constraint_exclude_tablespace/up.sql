-- move index t_a_excl to tablespace case_space · ACCESS EXCLUSIVE, rewrite, no scan
ALTER INDEX public.t_a_excl SET TABLESPACE case_space;
