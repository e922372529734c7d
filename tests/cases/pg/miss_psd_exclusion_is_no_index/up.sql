-- drop exclude x of t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t DROP CONSTRAINT x;

-- create index x on t · SHARE, no rewrite, scan
CREATE INDEX x ON public.t USING gist (r);
