-- drop index t_c_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_c_idx;

-- drop index t_d_key · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_d_key;

-- drop index t_e_key · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.t_e_key;

-- rename column i to v.j · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.v RENAME COLUMN i TO j;

-- change type of t.c to bigint · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN c TYPE bigint;

-- make index t_a_idx the primary key t_pkey of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_a_idx;

-- make index v_i_idx the primary key v_pkey of v · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.v ADD CONSTRAINT v_pkey PRIMARY KEY USING INDEX v_i_idx;

-- make index t_b_e_key the unique t_b_e_key of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD CONSTRAINT t_b_e_key UNIQUE USING INDEX t_b_e_key;

-- make index t_d_idx the unique t_d_key of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD CONSTRAINT t_d_key UNIQUE USING INDEX t_d_idx DEFERRABLE INITIALLY DEFERRED;

-- add unique t_e_key to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_e_key UNIQUE (e);

-- add unique t_c_key to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_c_key UNIQUE (c);
