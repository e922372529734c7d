-- drop index t_lower_b_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_lower_b_idx;

-- drop index t_expr_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_expr_idx;

-- drop index t_expr_expr1_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_expr_expr1_idx;

-- drop index t_b_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_b_idx;
