-- add column c.q · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ADD COLUMN q integer;

-- add foreign key c_q_fkey to c · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c ADD CONSTRAINT c_q_fkey FOREIGN KEY (q) REFERENCES public.p (id);
