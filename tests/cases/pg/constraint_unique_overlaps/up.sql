-- drop unique k of t; add unique k to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT k,
    ADD CONSTRAINT k UNIQUE (a, d);
