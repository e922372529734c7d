-- make case_owner the owner of enum mood · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.mood OWNER TO case_owner;
