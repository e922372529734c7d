-- rename column a to t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t RENAME COLUMN a TO b;

-- rename sequence t_a_seq to t_b_seq · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.t_a_seq RENAME TO t_b_seq;
