-- add foreign key t_o_fkey to t · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_o_fkey FOREIGN KEY (o) REFERENCES public.others (id);
