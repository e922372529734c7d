-- change options of sequence s · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.s MINVALUE -5;
