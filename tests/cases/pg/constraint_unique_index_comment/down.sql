-- comment on index t.k · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.k IS 'the least';

-- remove the comment on index t.t_a_key · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.t_a_key IS NULL;

-- remove the comment on constraint t.t_a_key · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT t_a_key ON public.t IS NULL;

-- comment on index t.x · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.x IS 'goes';
