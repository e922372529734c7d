-- set type z aside as z_old · no lock, no rewrite, no scan
ALTER TYPE public.z RENAME TO z_old;

-- set type k aside as k_old · no lock, no rewrite, no scan
ALTER TYPE public.k RENAME TO k_old;

-- set enum e aside as e_old · no lock, no rewrite, no scan
ALTER TYPE public.e RENAME TO e_old;

-- create table e · no lock, no rewrite, no scan
CREATE TABLE public.e (
    x integer
);

-- create table k · no lock, no rewrite, no scan
CREATE TABLE public.k (
    x integer
);

-- add column t.d · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN d integer;

-- drop column t.a · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.a in every row
ALTER TABLE public.t DROP COLUMN a;

-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.b in every row
ALTER TABLE public.t DROP COLUMN b;

-- drop column t.c · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.c in every row
ALTER TABLE public.t DROP COLUMN c;

-- create index z on t · SHARE, no rewrite, scan
CREATE INDEX z ON public.t (d);

-- drop the old type z · no lock, no rewrite, no scan
DROP TYPE public.z_old;

-- drop the old type k · no lock, no rewrite, no scan
DROP TYPE public.k_old;

-- drop the old enum e · no lock, no rewrite, no scan
DROP TYPE public.e_old;
