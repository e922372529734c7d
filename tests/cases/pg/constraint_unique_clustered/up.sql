-- let CLUSTER sort t by t_a_key · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t CLUSTER ON t_a_key;
