-- remove the comment on column t.a · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON COLUMN public.t.a IS NULL;

-- remove the comment on constraint t.c · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT c ON public.t IS NULL;

-- remove the comment on index t.i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.i IS NULL;

-- remove the comment on table t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.t IS NULL;
