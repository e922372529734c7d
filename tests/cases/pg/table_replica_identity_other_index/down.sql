-- set the replica identity of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t REPLICA IDENTITY USING INDEX i;
