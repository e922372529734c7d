-- rename column b to t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME COLUMN b TO a;

-- rename sequence t_b_seq to t_a_seq · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.t_b_seq RENAME TO t_a_seq;
