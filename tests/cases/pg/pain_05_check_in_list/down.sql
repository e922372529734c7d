-- drop check t_a_check of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_a_check;

-- drop check t_m_check of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_m_check;

-- drop check t_n_check of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_n_check;

-- drop check t_n_check1 of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT t_n_check1;

-- drop column t.v · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.v in every row
ALTER TABLE public.t DROP COLUMN v;
