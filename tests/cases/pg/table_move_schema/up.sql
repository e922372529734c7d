-- move table t to schema s · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t SET SCHEMA s;
