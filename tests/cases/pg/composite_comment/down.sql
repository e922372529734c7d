-- remove the comment on type address · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TYPE public.address IS NULL;
