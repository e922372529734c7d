-- drop foreign key c_x_fkey of c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c DROP CONSTRAINT c_x_fkey;

-- drop unique p_code_key of p · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p DROP CONSTRAINT p_code_key;
