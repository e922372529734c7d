-- let CLUSTER sort t by i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t CLUSTER ON i;
