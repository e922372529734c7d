-- drop foreign key c_q_fkey of c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c DROP CONSTRAINT c_q_fkey;

-- drop column c.q · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: c.q in every row
ALTER TABLE public.c DROP COLUMN q;
