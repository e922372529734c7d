-- set domain code aside as code_old · no lock, no rewrite, no scan
ALTER DOMAIN public.code RENAME TO code_old;

-- create domain code · no lock, no rewrite, no scan
CREATE DOMAIN public.code AS varchar(10);

-- change type of t.c to public.code · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN c TYPE public.code USING c::text::public.code;

-- drop the old domain code · no lock, no rewrite, no scan
DROP DOMAIN public.code_old;
