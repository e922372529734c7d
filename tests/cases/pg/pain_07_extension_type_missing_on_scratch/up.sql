-- set the default of t.h · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN h SET DEFAULT '';

-- forbid null in t.h · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ALTER COLUMN h SET NOT NULL;

-- create index t_h_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_h_idx ON public.t USING gin (h);
