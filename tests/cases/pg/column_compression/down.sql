-- compress new values of t.a by the default method · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET COMPRESSION default;
