-- comment on column t.a · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON COLUMN public.t.a IS 'What it was.';
