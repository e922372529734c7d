-- what follows uses the new labels, so they are committed first
-- schemagen: transaction off

-- add label standby to enum state · no lock, no rewrite, no scan
ALTER TYPE public.state ADD VALUE 'standby';

-- schemagen: transaction on

-- set the default of t.s · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN s SET DEFAULT 'standby';

-- create index i on t · SHARE, no rewrite, scan
CREATE INDEX i ON public.t (s) WHERE (s = 'standby');
