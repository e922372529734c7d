-- drop column p.c · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.p DROP COLUMN c;

-- add column p.c · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.p ADD COLUMN c text COMPRESSION pglz GENERATED ALWAYS AS ((x)::text) STORED;
