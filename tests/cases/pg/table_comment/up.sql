-- comment on table t · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON TABLE public.t IS E'One line a thing.
And ''another'' line \\ here.';
