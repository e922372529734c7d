-- let CLUSTER sort t by t_pkey · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t CLUSTER ON t_pkey;
