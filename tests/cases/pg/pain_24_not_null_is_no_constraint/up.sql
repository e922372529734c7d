-- forbid null in t.b · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ALTER COLUMN b SET NOT NULL;

-- allow null in t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a DROP NOT NULL;
