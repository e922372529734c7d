-- drop foreign key c_a_b_fkey of c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c DROP CONSTRAINT c_a_b_fkey;

-- add foreign key c_a_b_fkey to c · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c ADD CONSTRAINT c_a_b_fkey FOREIGN KEY (a, b) REFERENCES public.p (a, b) ON DELETE SET NULL;
