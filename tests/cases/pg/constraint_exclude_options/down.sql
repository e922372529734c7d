-- reset storage parameters of index x · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.x RESET (fillfactor);

-- move index x to tablespace pg_default · ACCESS EXCLUSIVE, rewrite, no scan
ALTER INDEX public.x SET TABLESPACE pg_default;
