-- drop sequence x · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: the value it has reached
DROP SEQUENCE public.x;

-- create table x · no lock, no rewrite, no scan
CREATE TABLE public.x (
    a integer
);
