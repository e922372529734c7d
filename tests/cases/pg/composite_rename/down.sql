-- rename type postal to address · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.postal RENAME TO address;
