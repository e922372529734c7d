-- move index i to tablespace pg_default · ACCESS EXCLUSIVE, rewrite, no scan
ALTER INDEX public.i SET TABLESPACE pg_default;
