-- alter table t: SET TABLESPACE case_space · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t SET TABLESPACE case_space;
