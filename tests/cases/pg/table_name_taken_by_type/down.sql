-- set type t aside as t_old · no lock, no rewrite, no scan
ALTER TYPE public.t RENAME TO t_old;

-- create table t · no lock, no rewrite, no scan
CREATE TABLE public.t (
    a integer
);

-- add column u.r · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.u ADD COLUMN r public.t;

-- drop column u.s · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: u.s in every row
ALTER TABLE public.u DROP COLUMN s;

-- drop the old type t · no lock, no rewrite, no scan
DROP TYPE public.t_old;
