-- compress new values of t.a by lz4 · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET COMPRESSION lz4;
