-- rename column b to t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME COLUMN b TO a;
