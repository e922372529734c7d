-- drop unique k of t; add unique k to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t DROP CONSTRAINT k,
    ADD CONSTRAINT k UNIQUE (a);

-- comment on index t.k · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.k IS 'of the index';

-- comment on constraint t.k · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT k ON public.t IS 'of the constraint';
