-- bring sequence t_id_seq inside its new bounds · ROW EXCLUSIVE, no rewrite, no scan
SELECT pg_catalog.setval('public.t_id_seq', least(greatest(last_value, 1), 100000), is_called) FROM public.t_id_seq WHERE last_value NOT BETWEEN 1 AND 100000;

-- change the identity of t.id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id SET MAXVALUE 100000;
