-- let CLUSTER sort t by j · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t CLUSTER ON j;
