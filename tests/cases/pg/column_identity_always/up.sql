-- make t.id an identity column · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

-- take sequence t_id_seq past the values of t.id · ROW EXCLUSIVE, no rewrite, scan
SELECT pg_catalog.setval('public.t_id_seq', max(id)) FROM public.t HAVING max(id) > 0;
