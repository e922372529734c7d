-- change options of sequence s · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.s AS integer MINVALUE 1 MAXVALUE 1000;
