-- add unique p_code_key to p · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.p ADD CONSTRAINT p_code_key UNIQUE (code);

-- add foreign key c_x_fkey to c · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c ADD CONSTRAINT c_x_fkey FOREIGN KEY (x) REFERENCES public.p (code);
