-- remove the comment on constraint c.c_x_fkey · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT c_x_fkey ON public.c IS NULL;
