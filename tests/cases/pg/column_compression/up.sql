-- compress new values of t.a by pglz · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a SET COMPRESSION pglz;
