-- drop primary key t_pkey of t; add primary key t_pkey to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT t_pkey,
    ADD CONSTRAINT t_pkey PRIMARY KEY (a) DEFERRABLE;
