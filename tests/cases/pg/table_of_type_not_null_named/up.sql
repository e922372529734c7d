-- create table t · no lock, no rewrite, no scan
CREATE TABLE public.t OF public.k (
    a CONSTRAINT wanted NOT NULL
);

-- forbid null in t.b for new rows · no lock, no rewrite, no scan
ALTER TABLE public.t ADD CONSTRAINT held NOT NULL b NOT VALID;
