-- reset storage parameters of t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RESET (autovacuum_enabled);

-- set storage parameters of t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
