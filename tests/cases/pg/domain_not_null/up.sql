-- forbid null in domain code · SHARE, no rewrite, scan
ALTER DOMAIN public.code SET NOT NULL;
