-- install extension citext · no lock, no rewrite, no scan
CREATE EXTENSION citext;

-- add column t.email · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN email citext;

-- add unique t_email_key to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_email_key UNIQUE (email);
