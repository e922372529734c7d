-- rename constraint d to t.c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT d TO c;
