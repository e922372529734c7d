-- make t.id a plain column · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: the value its sequence has reached
ALTER TABLE public.t ALTER COLUMN id DROP IDENTITY;

-- create sequence t_id_seq · no lock, no rewrite, no scan
CREATE SEQUENCE public.t_id_seq AS integer;

-- set the default of t.id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);

-- tie sequence t_id_seq to t.id · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;

-- take sequence t_id_seq past the values of t.id · ROW EXCLUSIVE, no rewrite, scan
SELECT pg_catalog.setval('public.t_id_seq', max(id)) FROM public.t HAVING max(id) > 0;
