-- validate c_p_id_fkey of c · SHARE UPDATE EXCLUSIVE, no rewrite, scan
ALTER TABLE public.c VALIDATE CONSTRAINT c_p_id_fkey;
