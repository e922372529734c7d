-- add column t.v · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN v varchar(10);

-- add check t_a_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_a_check CHECK (a in ('x', 'y', 'z'));

-- add check t_m_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_m_check CHECK (m in ('sad', 'ok'));

-- add check t_n_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_n_check CHECK (n not in (1, 2, 3));

-- add check t_n_check1 to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_n_check1 CHECK (n between 0 and 100);

-- add check t_v_check to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_v_check CHECK (v in ('a', 'b'));

-- add check t_v_check1 to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_v_check1 CHECK (v <> 'c' and v not like '%d%');
