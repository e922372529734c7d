-- install extension btree_gist · no lock, no rewrite, no scan
CREATE EXTENSION btree_gist;

-- drop exclude x of t; add exclude x to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT x,
    ADD CONSTRAINT x EXCLUDE USING gist (a WITH =, r WITH &&);
