-- remove the comment on constraint t.c · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT c ON public.t IS NULL;
