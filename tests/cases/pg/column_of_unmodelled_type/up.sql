-- add column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN b geo.span DEFAULT '[1,2)' NOT NULL;

-- create index t_a_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_a_idx ON public.t USING gist (a);
