-- drop foreign key readers_n_fkey of readers · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.readers DROP CONSTRAINT readers_n_fkey;

-- drop table notes · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of notes
DROP TABLE public.notes;

-- drop table entries · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of entries
DROP TABLE public.entries;

-- change attribute n of type entry · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TYPE public.entry ALTER ATTRIBUTE n TYPE varchar(40) CASCADE;
