-- drop foreign key b_a_id_fkey of b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey;

-- change type of a.id to text · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.a ALTER COLUMN id TYPE text;

-- drop table b · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of b
DROP TABLE public.b;
