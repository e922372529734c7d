-- change when foreign key c_p_id_fkey of c is checked · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c ALTER CONSTRAINT c_p_id_fkey DEFERRABLE INITIALLY DEFERRED;
