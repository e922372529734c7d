-- drop foreign key c_p_id_fkey of c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c DROP CONSTRAINT c_p_id_fkey;

-- change type of c.p_id to bigint · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.c ALTER COLUMN p_id TYPE bigint;

-- change type of p.id to bigint · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ALTER COLUMN id TYPE bigint;

-- add foreign key c_p_id_fkey to c · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c ADD CONSTRAINT c_p_id_fkey FOREIGN KEY (p_id) REFERENCES public.p (id);
