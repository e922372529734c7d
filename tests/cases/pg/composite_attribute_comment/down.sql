-- remove the comment on column address.street · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON COLUMN public.address.street IS NULL;
