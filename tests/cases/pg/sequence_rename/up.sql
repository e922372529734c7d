-- rename sequence s to orders · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.s RENAME TO orders;
