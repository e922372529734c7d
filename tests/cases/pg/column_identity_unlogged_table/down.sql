-- alter table t: SET UNLOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t SET UNLOGGED;

-- alter table u: SET UNLOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.u SET UNLOGGED;

-- alter table v: SET LOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.v SET LOGGED;

-- make sequence v_a_seq unlogged · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.v_a_seq SET UNLOGGED;
