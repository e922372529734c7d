-- create table old_t · no lock, no rewrite, no scan
CREATE TABLE public.old_t (
    id integer
);

-- drop table new_t · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of new_t
DROP TABLE public.new_t;
