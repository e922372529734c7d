-- bring sequence t_id_seq inside its new bounds · ROW EXCLUSIVE, no rewrite, no scan
SELECT pg_catalog.setval('public.t_id_seq', least(greatest(last_value, 1), 2147483647), is_called) FROM public.t_id_seq WHERE last_value NOT BETWEEN 1 AND 2147483647;

-- change options of sequence t_id_seq · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.t_id_seq AS integer MINVALUE 1 MAXVALUE 2147483647;

-- drop the default of t.id; change type of t.id to integer; set the default of t.id · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id DROP DEFAULT,
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
