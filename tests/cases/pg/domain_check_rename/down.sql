-- rename constraint b to code.a · no lock, no rewrite, no scan
ALTER DOMAIN public.code RENAME CONSTRAINT b TO a;
