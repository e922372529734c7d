-- remove the comment on enum mood · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TYPE public.mood IS NULL;
