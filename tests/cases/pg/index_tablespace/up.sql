-- move index i to tablespace case_space · ACCESS EXCLUSIVE, rewrite, no scan
ALTER INDEX public.i SET TABLESPACE case_space;
