-- make postgres the owner of type address · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.address OWNER TO postgres;
