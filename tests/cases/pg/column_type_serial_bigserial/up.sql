-- change options of sequence t_id_seq · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.t_id_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807;

-- drop the default of t.id; change type of t.id to bigint; set the default of t.id · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id DROP DEFAULT,
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
