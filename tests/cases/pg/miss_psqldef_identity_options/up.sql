-- bring sequence t_id_seq inside its new bounds · ROW EXCLUSIVE, no rewrite, no scan
SELECT pg_catalog.setval('public.t_id_seq', least(greatest(last_value, 5), 9999), is_called) FROM public.t_id_seq WHERE last_value NOT BETWEEN 5 AND 9999;

-- change the identity of t.id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id SET INCREMENT BY 3 SET MINVALUE 5 SET MAXVALUE 9999 SET START WITH 20 SET CACHE 4 SET CYCLE;
