-- reset storage parameters of t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RESET (autovacuum_vacuum_scale_factor);

-- set storage parameters of t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t SET (fillfactor = 70, autovacuum_enabled = off);
