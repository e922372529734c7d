-- create table t · no lock, no rewrite, no scan
CREATE TABLE public.t OF public.k (
    c DEFAULT 1 NOT NULL
);

-- store t.b EXTERNAL · no lock, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b SET STORAGE EXTERNAL;

-- compress new values of t.b by pglz · no lock, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b SET COMPRESSION pglz;

-- set the statistics target of t.b · no lock, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN b SET STATISTICS 50;

-- compress new values of t.c by pglz · no lock, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN c SET COMPRESSION pglz;
