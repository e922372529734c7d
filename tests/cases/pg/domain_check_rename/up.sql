-- rename constraint a to code.b · no lock, no rewrite, no scan
ALTER DOMAIN public.code RENAME CONSTRAINT a TO b;
