-- fill t.a where it is null · ROW EXCLUSIVE, no rewrite, scan
UPDATE public.t SET a = id WHERE a IS NULL;

-- forbid null in t.a · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ALTER COLUMN a SET NOT NULL;
