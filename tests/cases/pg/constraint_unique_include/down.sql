-- drop unique u of t; add unique u to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT u,
    ADD CONSTRAINT u UNIQUE (a);
