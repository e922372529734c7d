-- drop check t_code_check of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_code_check;

-- set enum size aside as size_old · no lock, no rewrite, no scan
ALTER TYPE public.size RENAME TO size_old;

-- create enum size · no lock, no rewrite, no scan
CREATE TYPE public.size AS ENUM ('s', 'm', 'l');

-- drop column t.own · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP COLUMN own;

-- drop column t.big · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP COLUMN big;

-- set the default of t.word · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN word SET DEFAULT ('s'::public.size)::text;

-- add column t.own · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN own public.size GENERATED ALWAYS AS (
CASE
    WHEN (id > 1) THEN 'm'::public.size
    ELSE 'l'::public.size
END) STORED;

-- add column t.big · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ADD COLUMN big boolean GENERATED ALWAYS AS (
CASE id
    WHEN 1 THEN 'm'::public.size
    ELSE 's'::public.size
END > 'l'::public.size) STORED;

-- add check t_code_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_code_check CHECK ((code)::public.size <> 's'::public.size);

-- create index t_own_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_own_idx ON public.t (own);

-- drop the old enum size · no lock, no rewrite, no scan
DROP TYPE public.size_old;
