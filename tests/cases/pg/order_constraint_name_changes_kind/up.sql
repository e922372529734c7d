-- drop check x of t; add unique x to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT x,
    ADD CONSTRAINT x UNIQUE (a);
