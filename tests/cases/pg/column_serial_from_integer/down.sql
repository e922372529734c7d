-- drop the default of t.id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN id DROP DEFAULT;

-- drop sequence t_id_seq · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: the value it has reached
DROP SEQUENCE public.t_id_seq;
