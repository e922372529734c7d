-- drop primary key k of t; add primary key k to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT k,
    ADD CONSTRAINT k PRIMARY KEY (a, d);
