-- make case_owner the owner of sequence s · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.s OWNER TO case_owner;
