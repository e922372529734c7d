-- rename constraint two to t.one · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT two TO one;
