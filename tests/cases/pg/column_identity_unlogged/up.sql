-- make sequence t_a_seq unlogged · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.t_a_seq SET UNLOGGED;
