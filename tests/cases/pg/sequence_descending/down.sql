-- change options of sequence s · SHARE ROW EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: the value it has reached, which the new bounds exclude
ALTER SEQUENCE public.s INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 RESTART;
