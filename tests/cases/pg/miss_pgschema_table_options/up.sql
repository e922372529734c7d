-- set storage parameters of t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t SET (autovacuum_enabled = on, parallel_workers = 2);
