-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP COLUMN b;

-- add column t.b · ACCESS EXCLUSIVE, rewrite, no scan
-- schemagen: assert SELECT NOT EXISTS (SELECT FROM public.t WHERE (a * 2) IS NULL)
ALTER TABLE public.t ADD COLUMN b integer GENERATED ALWAYS AS (a * 2) STORED NOT NULL;

-- add check t_b_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_b_check CHECK (b > 0);

-- create index t_b_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_b_idx ON public.t (b);

-- comment on column t.b · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON COLUMN public.t.b IS 'twice a';
