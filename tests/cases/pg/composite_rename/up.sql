-- rename type address to postal · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.address RENAME TO postal;
