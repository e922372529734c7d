-- rename constraint a_is_there to t_a_not_null · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT a_is_there TO t_a_not_null;
