-- set table t aside as t_old · no lock, no rewrite, no scan
ALTER TABLE public.t RENAME TO t_old;

-- create type t · no lock, no rewrite, no scan
CREATE TYPE public.t AS (
    a integer
);

-- drop column u.r · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: u.r in every row
ALTER TABLE public.u DROP COLUMN r;

-- add column u.s · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.u ADD COLUMN s public.t;

-- drop the old table t · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of t
DROP TABLE public.t_old;
