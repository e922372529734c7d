-- add column t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN a integer;

-- fill t.a where it is null · ROW EXCLUSIVE, no rewrite, scan
UPDATE public.t SET a = id * 2 WHERE a IS NULL;

-- forbid null in t.a · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ALTER COLUMN a SET NOT NULL;
