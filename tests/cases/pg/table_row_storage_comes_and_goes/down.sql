-- create table w · no lock, no rewrite, no scan
CREATE TABLE public.w (
    i integer
);

-- drop table u2 · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of u2
DROP TABLE public.u2;

-- change type of t.a to integer · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE integer;

-- add column u.r · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.u ADD COLUMN r public.t;

-- drop column t.b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.b in every row
ALTER TABLE public.t DROP COLUMN b;

-- create table v · no lock, no rewrite, no scan
CREATE TABLE public.v (
    r public.t,
    i integer NOT NULL,
    CONSTRAINT v_pkey PRIMARY KEY (i)
);

-- add foreign key w_i_fkey to w · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.w ADD CONSTRAINT w_i_fkey FOREIGN KEY (i) REFERENCES public.v (i);
