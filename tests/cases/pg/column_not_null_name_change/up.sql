-- rename constraint t_a_not_null to a_is_there · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME CONSTRAINT t_a_not_null TO a_is_there;
