-- drop domain e · no lock, no rewrite, no scan
DROP DOMAIN public.e;

-- drop domain d · no lock, no rewrite, no scan
DROP DOMAIN public.d;

-- drop domain c · no lock, no rewrite, no scan
DROP DOMAIN public.c;

-- drop domain b · no lock, no rewrite, no scan
DROP DOMAIN public.b;
