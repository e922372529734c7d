-- alter table t: SET LOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t SET LOGGED;

-- alter table u: SET LOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.u SET LOGGED;

-- alter table v: SET UNLOGGED · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.v SET UNLOGGED;

-- make sequence u_a_seq unlogged · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.u_a_seq SET UNLOGGED;
