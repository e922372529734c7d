-- drop exclude same of t; add exclude same to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT same,
    ADD CONSTRAINT same EXCLUDE USING btree (b WITH OPERATOR(pg_catalog.=)) WHERE (b > 0);
