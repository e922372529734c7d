-- create domain email · no lock, no rewrite, no scan
CREATE DOMAIN public.email AS text NOT NULL
    CONSTRAINT email_check CHECK (value ~ '@');

-- create table t · no lock, no rewrite, no scan
CREATE TABLE public.t (
    e public.email
);
