-- remove the comment on schema public · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON SCHEMA public IS 'standard public schema';
