-- rename sequence t_id_seq to t_numbers · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.t_id_seq RENAME TO t_numbers;
