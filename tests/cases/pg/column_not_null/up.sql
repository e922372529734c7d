-- forbid null in t.a · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ALTER COLUMN a SET NOT NULL;
