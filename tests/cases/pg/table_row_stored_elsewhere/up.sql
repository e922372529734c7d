-- add column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN b integer;

-- give new rows the default · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b SET DEFAULT 3;

-- add column t.c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN c integer;

-- add column t.d · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN d text;

-- give new rows the default · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN d SET DEFAULT 'x';

-- add column t.e · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN e text;

-- give new rows the default · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN e SET DEFAULT now()::text;

-- fill t.b where it is null · ROW EXCLUSIVE, no rewrite, scan
UPDATE public.t SET b = DEFAULT WHERE b IS NULL;

-- fill t.c where it is null · ROW EXCLUSIVE, no rewrite, scan
UPDATE public.t SET c = 4 WHERE c IS NULL;

-- fill t.d where it is null · ROW EXCLUSIVE, no rewrite, scan
UPDATE public.t SET d = 'y' WHERE d IS NULL;

-- fill t.e where it is null · ROW EXCLUSIVE, no rewrite, scan
UPDATE public.t SET e = DEFAULT WHERE e IS NULL;

-- forbid null in t.b · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ALTER COLUMN b SET NOT NULL;

-- forbid null in t.c · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ALTER COLUMN c SET NOT NULL;
