-- drop check p_id_check of p · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p DROP CONSTRAINT p_id_check;
