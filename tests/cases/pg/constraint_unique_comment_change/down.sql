-- comment on constraint t.u · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT u ON public.t IS 'unique it is';
