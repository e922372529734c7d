-- create index i1 on t · SHARE, no rewrite, scan
CREATE INDEX i1 ON public.t ((a ->> 'name'));

-- create index i2 on t · SHARE, no rewrite, scan
CREATE INDEX i2 ON public.t ((a -> 'x' ->> 'y'), coalesce(b, ''));

-- create index i3 on t · SHARE, no rewrite, scan
CREATE INDEX i3 ON public.t USING gin (to_tsvector('english', coalesce(b, '') || ' ' || coalesce(a ->> 'name', '')));

-- create index i4 on t · SHARE, no rewrite, scan
CREATE INDEX i4 ON public.t (lower(b || 'a rather long literal, longer than anybody would put into an index, with '' in it'));
