-- create index t_lower_b_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_lower_b_idx ON public.t (lower(a), b);

-- create index t_expr_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_expr_idx ON public.t ((b + 1));

-- create index t_expr_expr1_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_expr_expr1_idx ON public.t ((a || 'x'), (b * 2));

-- create index t_b_idx on t · SHARE, no rewrite, scan
CREATE INDEX t_b_idx ON public.t ((b::text));
