-- drop unique x of t; add check x to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT x,
    ADD CONSTRAINT x CHECK (a > 0);
