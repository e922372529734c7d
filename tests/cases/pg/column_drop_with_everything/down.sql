-- add column t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN a integer DEFAULT 3 NOT NULL;

-- add unique t_a_key to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_a_key UNIQUE (a);

-- add check t_a_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_a_check CHECK (a > 0);

-- create index i on t · SHARE, no rewrite, scan
CREATE INDEX i ON public.t (a, id);

-- comment on column t.a · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON COLUMN public.t.a IS 'about a';

-- comment on index t.i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.i IS 'about the index';
