-- drop exclude t_a_excl of t; add exclude t_a_excl to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT t_a_excl,
    ADD CONSTRAINT t_a_excl EXCLUDE USING btree (a WITH =);
