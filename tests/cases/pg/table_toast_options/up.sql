-- set storage parameters of t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t SET (toast.autovacuum_enabled = off, toast_tuple_target = 4080);
