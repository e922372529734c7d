-- change type of t.id to bigint; change type of t.a to bigint · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id TYPE bigint,
    ALTER COLUMN a TYPE bigint;
