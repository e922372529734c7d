-- move index t_a_key to tablespace pg_default · ACCESS EXCLUSIVE, rewrite, no scan
ALTER INDEX public.t_a_key SET TABLESPACE pg_default;
