-- create table t · no lock, no rewrite, no scan
CREATE TABLE public.t (
    a integer,
    b integer,
    c integer,
    t_c_idx integer,
    CONSTRAINT t_a_key UNIQUE (a),
    CONSTRAINT t_b_fkey FOREIGN KEY (b) REFERENCES public.t (a),
    CONSTRAINT t_b_fkey1 FOREIGN KEY (b) REFERENCES public.t (a),
    CONSTRAINT t_c_check CHECK (c > 0),
    CONSTRAINT t_c_check1 CHECK (c > 1)
);

-- create index t_c_idx on t · no lock, no rewrite, no scan
CREATE INDEX t_c_idx ON public.t (c);

-- create index t_c_idx1 on t · no lock, no rewrite, no scan
CREATE INDEX t_c_idx1 ON public.t (c);

-- add unique t_a_key1 to t · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT t_a_key1 UNIQUE (a);
