-- rename sequence t_numbers to t_id_seq · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.t_numbers RENAME TO t_id_seq;
