-- alter table t: SET LOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t SET LOGGED;
