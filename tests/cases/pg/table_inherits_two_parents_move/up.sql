-- part c from q · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c NO INHERIT public.q;

-- rename column k to p.z · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p RENAME COLUMN k TO z;

-- rename column k to q.z · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.q RENAME COLUMN k TO z;

-- change type of p.x to bigint · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ALTER COLUMN x TYPE bigint;

-- change type of q.x to bigint · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.q ALTER COLUMN x TYPE bigint;

-- make c a child of q · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c INHERIT public.q;
