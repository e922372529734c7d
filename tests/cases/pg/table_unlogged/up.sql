-- alter table t: SET UNLOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t SET UNLOGGED;
