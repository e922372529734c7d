-- drop check t_a_check of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_a_check;

-- drop check t_a_check1 of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_a_check1;

-- drop check t_check of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_check;

-- drop check t_check1 of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_check1;

-- drop check t_check2 of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_check2;
