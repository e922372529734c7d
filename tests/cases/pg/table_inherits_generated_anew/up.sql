-- drop column p.c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p DROP COLUMN c;

-- add column p.c · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ADD COLUMN c integer GENERATED ALWAYS AS (x + 1) STORED;
