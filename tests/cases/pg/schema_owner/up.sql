-- make case_owner the owner of schema billing · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SCHEMA billing OWNER TO case_owner;
