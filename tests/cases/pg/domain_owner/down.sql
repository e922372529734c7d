-- make postgres the owner of domain code · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER DOMAIN public.code OWNER TO postgres;
