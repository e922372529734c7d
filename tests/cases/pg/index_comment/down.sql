-- remove the comment on index t.i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.i IS NULL;
