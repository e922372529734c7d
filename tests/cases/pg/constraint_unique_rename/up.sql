-- rename constraint u to t.v · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT u TO v;
