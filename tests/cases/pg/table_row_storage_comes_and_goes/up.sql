-- drop foreign key w_i_fkey of w · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.w DROP CONSTRAINT w_i_fkey;

-- drop column u.r · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: u.r in every row
ALTER TABLE public.u DROP COLUMN r;

-- drop table v · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of v
DROP TABLE public.v;

-- change type of t.a to bigint · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE bigint;

-- add column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN b integer DEFAULT 7;

-- create table u2 · no lock, no rewrite, no scan
CREATE TABLE public.u2 (
    r2 public.t
);

-- drop table w · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of w
DROP TABLE public.w;
