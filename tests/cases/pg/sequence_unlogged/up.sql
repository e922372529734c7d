-- make sequence s unlogged · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.s SET UNLOGGED;
