-- make postgres the owner of enum mood · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.mood OWNER TO postgres;
