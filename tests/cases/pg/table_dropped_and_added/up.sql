-- create table new_t · no lock, no rewrite, no scan
CREATE TABLE public.new_t (
    id integer
);

-- drop table old_t · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of old_t
DROP TABLE public.old_t;
