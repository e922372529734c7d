-- create sequence s · no lock, no rewrite, no scan
CREATE SEQUENCE public.s AS integer INCREMENT BY 5 MINVALUE 10 MAXVALUE 1000 START WITH 100 CACHE 7 CYCLE;
