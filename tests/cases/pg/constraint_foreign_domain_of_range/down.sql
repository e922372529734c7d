-- drop foreign key b_n_x_fkey of b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.b DROP CONSTRAINT b_n_x_fkey;

-- drop foreign key b_n_y_fkey of b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.b DROP CONSTRAINT b_n_y_fkey;

-- drop foreign key d_n_e_fkey of d · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.d DROP CONSTRAINT d_n_e_fkey;

-- change type of b.n to character(8) · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.b ALTER COLUMN n TYPE char(8);

-- change type of d.n to character(8) · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.d ALTER COLUMN n TYPE char(8);

-- add foreign key b_n_x_fkey to b · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.b ADD CONSTRAINT b_n_x_fkey FOREIGN KEY (n, x) REFERENCES public.a (n, x);

-- add foreign key b_n_y_fkey to b · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.b ADD CONSTRAINT b_n_y_fkey FOREIGN KEY (n, y) REFERENCES public.a (n, y);

-- add foreign key d_n_e_fkey to d · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.d ADD CONSTRAINT d_n_e_fkey FOREIGN KEY (n, e) REFERENCES public.c (n, e);
