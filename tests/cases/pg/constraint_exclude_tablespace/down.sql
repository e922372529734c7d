-- move index t_a_excl to tablespace pg_default · ACCESS EXCLUSIVE, rewrite, no scan
ALTER INDEX public.t_a_excl SET TABLESPACE pg_default;
