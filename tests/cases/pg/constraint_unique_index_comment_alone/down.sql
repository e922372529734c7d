-- remove the comment on index t.t_a_key · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.t_a_key IS NULL;
