-- make case_owner the owner of domain code · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER DOMAIN public.code OWNER TO case_owner;
