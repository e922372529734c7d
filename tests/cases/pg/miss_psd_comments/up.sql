-- comment on column t.a · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON COLUMN public.t.a IS 'a';

-- comment on constraint t.c · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT c ON public.t IS 'c';

-- comment on index t.i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.i IS 'i';

-- comment on table t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.t IS 't';
