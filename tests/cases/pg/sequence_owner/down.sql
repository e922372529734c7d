-- make postgres the owner of sequence s · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.s OWNER TO postgres;
