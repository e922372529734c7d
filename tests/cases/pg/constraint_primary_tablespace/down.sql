-- move index t_pkey to tablespace pg_default · ACCESS EXCLUSIVE, rewrite, no scan
ALTER INDEX public.t_pkey SET TABLESPACE pg_default;
