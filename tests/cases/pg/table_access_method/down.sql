-- alter table t: SET ACCESS METHOD heap · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t SET ACCESS METHOD heap;
