-- drop exclude x of t; add exclude x to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT x,
    ADD CONSTRAINT x EXCLUDE USING gist (c gist_trgm_ops(siglen = 32) WITH %);
