-- create domain email · no lock, no rewrite, no scan
CREATE DOMAIN public.email AS text
    CONSTRAINT email_check CHECK (value ~ '@');
