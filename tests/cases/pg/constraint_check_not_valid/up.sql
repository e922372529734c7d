-- add check c to t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
