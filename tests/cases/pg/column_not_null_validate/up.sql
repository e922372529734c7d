-- check that no row has null in t.a · SHARE UPDATE EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t VALIDATE CONSTRAINT t_a_not_null;
