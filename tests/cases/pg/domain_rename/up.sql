-- rename domain code to short_code · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER DOMAIN public.code RENAME TO short_code;

-- rename constraint code_check to short_code.short_code_check · no lock, no rewrite, no scan
ALTER DOMAIN public.short_code RENAME CONSTRAINT code_check TO short_code_check;
