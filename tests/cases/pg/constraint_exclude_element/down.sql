-- drop exclude x of t; add exclude x to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT x,
    ADD CONSTRAINT x EXCLUDE USING gist (r WITH &&);

-- remove extension btree_gist · no lock, no rewrite, no scan
DROP EXTENSION btree_gist;
