-- reset storage parameters of t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RESET (fillfactor);
