-- comment on index t.t_pkey · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.t_pkey IS 'its key';
