-- comment on constraint t.x · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON CONSTRAINT x ON public.t IS 'no two at once';
