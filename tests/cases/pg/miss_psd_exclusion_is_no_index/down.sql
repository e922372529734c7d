-- drop index x · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.x;

-- add exclude x to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT x EXCLUDE USING gist (r WITH &&);
