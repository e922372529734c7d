-- make case_owner the owner of table t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OWNER TO case_owner;
