-- make postgres the owner of schema billing · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SCHEMA billing OWNER TO postgres;
