-- drop check t_a_check1 of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_a_check1;

-- drop check t_a_check of t; add check t_a_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT t_a_check,
    ADD CONSTRAINT t_a_check CHECK (a > 10);
