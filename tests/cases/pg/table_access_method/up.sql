-- alter table t: SET ACCESS METHOD heap2 · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t SET ACCESS METHOD heap2;
