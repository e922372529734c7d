-- drop check c of t; add check c to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT c,
    ADD CONSTRAINT c CHECK ((a >= 1) AND (a <= 10));
