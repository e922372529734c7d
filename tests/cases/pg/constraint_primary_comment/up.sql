-- comment on constraint t.t_pkey · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT t_pkey ON public.t IS 'the key';
