-- drop foreign key t_o_fkey of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_o_fkey;
