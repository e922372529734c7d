-- create enum state · no lock, no rewrite, no scan
CREATE TYPE public.state AS ENUM ('on', 'off');

-- create table t · no lock, no rewrite, no scan
CREATE TABLE public.t (
    s public.state DEFAULT 'off' NOT NULL
);
