-- drop check t_code_check of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_code_check;

-- set enum size aside as size_old · no lock, no rewrite, no scan
ALTER TYPE public.size RENAME TO size_old;

-- create enum size · no lock, no rewrite, no scan
CREATE TYPE public.size AS ENUM ('l', 'm', 's');

-- drop column t.own · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP COLUMN own;

-- drop column t.big · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP COLUMN big;

-- set the default of t.word · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN word SET DEFAULT ('s'::size)::text;

-- add column t.own · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN own public.size GENERATED ALWAYS AS (case when id > 1 then 'm'::size else 'l'::size end) STORED;

-- add column t.big · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN big boolean GENERATED ALWAYS AS (case id when 1 then 'm'::size else 's'::size end > 'l'::size) STORED;

-- add check t_code_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_code_check CHECK (code::size <> 's');

-- create index t_own_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_own_idx ON public.t (own);

-- drop the old enum size · no lock, no rewrite, no scan
DROP TYPE public.size_old;
