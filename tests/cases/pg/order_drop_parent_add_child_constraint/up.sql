-- drop foreign key c_p_id_fkey of c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c DROP CONSTRAINT c_p_id_fkey;

-- add column c.q_id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ADD COLUMN q_id integer;

-- drop column c.p_id · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: c.p_id in every row
ALTER TABLE public.c DROP COLUMN p_id;

-- add foreign key c_q_id_fkey to c · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c ADD CONSTRAINT c_q_id_fkey FOREIGN KEY (q_id) REFERENCES public.q (id);

-- drop table p · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of p
DROP TABLE public.p;
