-- alter table t: SET TABLESPACE pg_default · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t SET TABLESPACE pg_default;
