-- drop column t.g · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP COLUMN g;

-- drop column t.m · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.m in every row
ALTER TABLE public.t DROP COLUMN m;

-- drop column t.c · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.c in every row
ALTER TABLE public.t DROP COLUMN c;

-- drop column t.n · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.n in every row
ALTER TABLE public.t DROP COLUMN n;

-- drop domain code · no lock, no rewrite, no scan
DROP DOMAIN public.code;

-- drop enum mood · no lock, no rewrite, no scan
DROP TYPE public.mood;

-- drop sequence s · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: the value it has reached
DROP SEQUENCE public.s;
