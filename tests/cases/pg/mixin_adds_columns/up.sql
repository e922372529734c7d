-- add column t.updated_at · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN updated_at timestamptz;

-- add column u.updated_at · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.u ADD COLUMN updated_at timestamptz;

-- create index t_updated_at_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_updated_at_idx ON public.t (updated_at);

-- create index u_updated_at_idx on u · SHARE, no rewrite, scan
CREATE INDEX u_updated_at_idx ON public.u (updated_at);
