-- let CLUSTER sort t no longer · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t SET WITHOUT CLUSTER;
