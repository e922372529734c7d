-- what follows uses the new labels, so they are committed first
-- schemagen: transaction off

-- add label sad to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'sad' BEFORE 'ok';

-- schemagen: transaction on

-- drop check c of t; add check c to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT c,
    ADD CONSTRAINT c CHECK (m <> 'sad'::public.mood);

-- comment on constraint t.c · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT c ON public.t IS 'of the check';
