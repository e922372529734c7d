-- part c from q · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c NO INHERIT public.q;

-- rename column z to p.k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p RENAME COLUMN z TO k;

-- rename column z to q.k · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.q RENAME COLUMN z TO k;

-- change type of p.x to integer · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ALTER COLUMN x TYPE integer;

-- change type of q.x to integer · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.q ALTER COLUMN x TYPE integer;

-- make c a child of q · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c INHERIT public.q;
