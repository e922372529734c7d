-- change options of sequence s · SHARE ROW EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.s MAXVALUE 9223372036854775807;
