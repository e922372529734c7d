-- drop exclude x of t; add exclude x to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT x,
    ADD CONSTRAINT x EXCLUDE USING gist (c public.gist_trgm_ops WITH OPERATOR(public.%));
