-- bring sequence s inside its new bounds · ROW EXCLUSIVE, no rewrite, no scan
SELECT pg_catalog.setval('public.s', least(greatest(last_value, 1), 9223372036854775807), is_called) FROM public.s WHERE last_value NOT BETWEEN 1 AND 9223372036854775807;

-- change options of sequence s · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.s MINVALUE 1;
