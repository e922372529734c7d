-- reset storage parameters of t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RESET (parallel_workers);

-- set storage parameters of t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t SET (autovacuum_enabled = off);
