-- create domain b · no lock, no rewrite, no scan
CREATE DOMAIN public.b AS public.a
    CONSTRAINT b_check CHECK (value < 100);
