-- drop index t_a_idx1 · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_a_idx1;
