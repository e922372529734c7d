-- remove the comment on table t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.t IS NULL;
