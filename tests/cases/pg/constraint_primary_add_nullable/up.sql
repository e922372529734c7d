-- add primary key t_pkey to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
