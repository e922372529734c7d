-- rename domain short_code to code · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER DOMAIN public.short_code RENAME TO code;

-- rename constraint short_code_check to code.code_check · no lock, no rewrite, no scan
ALTER DOMAIN public.code RENAME CONSTRAINT short_code_check TO code_check;
