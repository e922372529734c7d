-- make sequence s logged · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.s SET LOGGED;
